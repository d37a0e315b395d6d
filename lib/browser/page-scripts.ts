import type { WatchPlace } from '../providers/screen';
import { browser } from './api';
import { withLock } from './locks';

const watchFile = 'page-watch.js';
const guideFile = 'page-guide.js';

/** The watcher's two registrations. */
const watchIds = { pages: 'page-watch', frames: 'page-watch-frames' } as const;

async function register(id: string, place: WatchPlace | undefined): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  if (!place) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [id] });
    return;
  }
  const script = {
    id,
    js: [watchFile],
    matches: place.matches,
    excludeMatches: place.excludes,
    runAt: 'document_idle' as const,
    allFrames: place.inFrames,
  };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/**
 * Registers the watcher in exactly these places, and nowhere else; an empty list takes it away. Registrations survive
 * restarts but not updates of the extension, so this runs at every start.
 */
export async function registerPageWatch(places: readonly WatchPlace[]): Promise<void> {
  const find = (inFrames: boolean): WatchPlace | undefined => places.find((place) => place.inFrames === inFrames);
  // Asking and registering are two steps: two callers at once would both find nothing, and the second one fail.
  await withLock('page-watch', async () => {
    await register(watchIds.pages, find(false));
    await register(watchIds.frames, find(true));
  });
}

/**
 * Has the watcher look at the page in a tab now, also where it looked before. For the sign-in window of Chromium: its
 * first page loads outside any tab, and what a script says from there cannot be answered. Nothing where we may not look.
 */
export async function watchTab(tabId: number): Promise<void> {
  const target = { tabId, frameIds: [0] };
  await browser.scripting.executeScript({ target, files: [watchFile] }).catch(() => undefined);
}

/** Puts the overlay into a frame of a tab; 0 is the page itself. False when it is gone or the permission was withdrawn. */
export async function injectPageGuide(tabId: number, frameId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [guideFile] });
    return true;
  } catch {
    return false;
  }
}
