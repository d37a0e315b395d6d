import type { LateScript } from '../../lib/browser/late-script';
import type { Visitor } from '../../lib/messages/admit';

/** What is done about each event that the worker listens to. */
export interface Events {
  /** The reply to a message; undefined when it is dropped. */
  message(message: unknown, visitor: Visitor): Promise<unknown> | undefined;
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
  settle(): void;
}

declare global {
  /** What `entrypoints/app.ts` leaves behind. */
  var ledgerlineEvents: Events | undefined;
}

/** All the worker can do, loaded with the first event that there is something to do about. */
export const appScript: LateScript<Events> = { file: '/app.js', read: () => globalThis.ledgerlineEvents };
