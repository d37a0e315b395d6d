import { browser } from './api';
import { withLock } from './locks';

const watchFile = 'report-watch.js';
const markerFile = 'report-marker.js';
const watchId = 'report-watch';

/**
 * Registers the watcher of report tools on exactly these match patterns; an empty list takes it away. As with the watcher on
 * provider hosts, this runs at every start.
 */
export async function registerReportWatch(patterns: readonly string[]): Promise<void> {
  // Asking and registering are two steps: two callers at once would both find nothing, and the second one fail.
  await withLock(watchId, async () => {
    const known = await browser.scripting.getRegisteredContentScripts({ ids: [watchId] });
    if (patterns.length === 0) {
      if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [watchId] });
      return;
    }
    const script = {
      id: watchId,
      js: [watchFile],
      matches: [...patterns],
      runAt: 'document_idle' as const,
      allFrames: true,
    };
    if (known.length > 0) await browser.scripting.updateContentScripts([script]);
    else await browser.scripting.registerContentScripts([script]);
  });
}

/**
 * Has the watcher ask anew what to look for, in all open pages of these match patterns: also in those that were open before
 * it was registered, and in those it is no longer registered for. Nothing where we may not look.
 */
export async function watchOpenPages(patterns: readonly string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...patterns] }).catch(() => []);
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id === undefined) return;
      const target = { tabId: id, allFrames: true };
      await browser.scripting.executeScript({ target, files: [watchFile] }).catch(() => undefined);
    }),
  );
}

/** Puts the marker into a frame of a tab; 0 is the page itself. False when it is gone or the permission was withdrawn. */
export async function injectReportMarker(tabId: number, frameId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [markerFile] });
    return true;
  } catch {
    return false;
  }
}
