import type { Sender } from '../messages/router';
import { browser } from './api';

/** The id the browser gave this extension. */
export function runtimeId(): string {
  return browser.runtime.id;
}

/** Origin of our own pages. */
export function ownOrigin(): string {
  return new URL(browser.runtime.getURL('')).origin;
}

/** Listens to messages; the listener answers through `sendResponse` and always returns true. */
export function onMessage(
  listener: (message: unknown, sender: Sender, sendResponse: (reply: unknown) => void) => true,
): void {
  browser.runtime.onMessage.addListener((message, sender, sendResponse) =>
    listener(
      message,
      { id: sender.id, url: sender.url, frameId: sender.frameId, tabId: sender.tab?.id, pageUrl: sender.tab?.url },
      sendResponse,
    ),
  );
}
