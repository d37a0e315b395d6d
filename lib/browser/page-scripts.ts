import { browser } from './api';

const watchId = 'page-watch';
const watchFile = 'page-watch.js';
const guideFile = 'page-guide.js';

/**
 * Registers the watcher on exactly these match patterns, and nowhere else; an empty list takes it away. Registrations
 * survive restarts but not updates of the extension, so this runs at every start.
 */
export async function registerPageWatch(matches: readonly string[]): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [watchId] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [watchId] });
    return;
  }
  const script = {
    id: watchId,
    js: [watchFile],
    matches: [...matches],
    runAt: 'document_idle' as const,
    allFrames: false,
  };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/** Puts the overlay into the top frame of a tab. False when the tab is gone or the permission was withdrawn. */
export async function injectPageGuide(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: [guideFile] });
    return true;
  } catch {
    return false;
  }
}
