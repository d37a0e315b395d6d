import type { LazyScript } from '../../lib/browser/lazy-script';
import type { SenderKind } from '../../lib/messages/authorize-sender';

/** What is done about each event that the worker listens to. */
export interface Events {
  /** The reply to a message; undefined when it is dropped. */
  message(message: unknown, senderKind: SenderKind): Promise<unknown> | undefined;
  /** `lateMs`: how long after its time the alarm rang. */
  alarmRang(lateMs: number): void;
  tabRedirected(tabId: number, url: string): void;
  tabClosed(tabId: number): void;
  permissionsChanged(): void;
  policyChanged(): void;
  noticeClicked(): void;
  browserStarted(): void;
  /** After an installation or an update; `isNew` on the very first one. */
  installed(isNew: boolean): void;
  cameOnline(): void;
  /** A worker started, and an earlier one may have left something undone. */
  syncBrowserUi(): void;
}

declare global {
  /** What `entrypoints/app.ts` leaves behind. */
  var ledgerlineEvents: Events | undefined;
}

/** All the worker can do, loaded with the first event that there is something to do about. */
export const appScript: LazyScript<Events> = { file: '/app.js', read: () => globalThis.ledgerlineEvents };
