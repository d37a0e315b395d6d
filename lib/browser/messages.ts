import { authorizeSender, type Sender, type SenderKind } from '../messages/authorize-sender';
import { browser } from './api';

/** Both browsers tell the origin (Chromium since 80, Firefox since 126); the types have yet to. */
type BrowserSender = Parameters<Parameters<typeof browser.runtime.onMessage.addListener>[0]>[1] & { origin?: string };

/** Origin of our own pages. */
export function ownOrigin(): string {
  return new URL(browser.runtime.getURL('')).origin;
}

/**
 * Calls back for each message of a sender who may send it. The reply goes through `sendResponse`, which behaves alike in
 * every browser; undefined is the reply to what is dropped, and to what `onBug` is told of.
 */
export function onMessage(
  answer: (message: unknown, senderKind: SenderKind) => Promise<unknown> | undefined,
  onBug: (error: unknown) => void,
): void {
  const own = { runtimeId: browser.runtime.id, origin: ownOrigin() };
  const replyTo = async (message: unknown, sender: Sender): Promise<unknown> => {
    const senderKind = authorizeSender(message, sender, own);
    return senderKind && answer(message, senderKind);
  };
  browser.runtime.onMessage.addListener((message, { id, origin, frameId, tab }: BrowserSender, sendResponse) => {
    const sender = { id, origin, frameId, tabId: tab?.id, pageUrl: tab?.url };
    replyTo(message, sender).then(sendResponse, (error: unknown) => {
      onBug(error);
      sendResponse(undefined);
    });
    return true;
  });
}
