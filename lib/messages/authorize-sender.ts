import type { PageRequest } from './page-requests';
import type { ReportRequest } from './report-requests';
import type { Request } from './requests';

/** The part of a message sender that counts; all of it is set by the browser, none by the sender. */
export interface Sender {
  id?: string | undefined;
  /**
   * Of the document it comes from. Not its address: Chromium goes on saying `about:blank` for a frame whose first document
   * our scripts met before the one it was opened for, and then nothing would be answered there (seen in Chromium 156).
   */
  origin?: string | undefined;
  frameId?: number | undefined;
  tabId?: number | undefined;
  /** Address of the page in the tab, which a frame may be part of. */
  pageUrl?: string | undefined;
}

/** Where in the browser a page script is: the browser's word, not the page's. */
export interface PagePlace {
  host: string;
  tabId: number | undefined;
  frameId: number;
}

/** Who sent a message: one of our own pages, or our script in a page of somebody else. */
export type SenderKind = { kind: 'own' } | { kind: 'page'; place: PagePlace };

/** Every type of message, and who may send it: the whole contract without its shapes. */
const kinds = {
  'connect.start': 'own',
  'connection.reconnect': 'own',
  'flow.dismiss': 'own',
  'flow.openTab': 'own',
  'flow.show': 'own',
  'flow.watch': 'own',
  'connection.check': 'own',
  'connections.checkAll': 'own',
  'connection.checkAreas': 'own',
  'connection.rename': 'own',
  'connection.pause': 'own',
  'connection.mute': 'own',
  'connection.disconnect': 'own',
  'app.save': 'own',
  'app.remove': 'own',
  'provider.dryRun': 'own',
  'provider.save': 'own',
  'provider.leave': 'own',
  'provider.remove': 'own',
  'settings.save': 'own',
  'overlay.unmute': 'own',
  'site.save': 'own',
  'site.switch': 'own',
  'site.pick': 'own',
  'site.remove': 'own',
  'screen.shown': 'page',
  'screen.error': 'page',
  'guide.model': 'page',
  'guide.progress': 'page',
  'guide.fold': 'page',
  'guide.mute': 'page',
  'guide.open': 'page',
  'report.landmarks': 'page',
  'report.seen': 'page',
  'report.model': 'page',
  'report.open': 'page',
  'report.mute': 'page',
} as const satisfies Record<Request['type'], 'own'> & Record<(PageRequest | ReportRequest)['type'], 'page'>;

const kindOf = new Map<unknown, SenderKind['kind']>(Object.entries(kinds));

/** The page itself, or a frame of a page of the same origin: never a provider's page shown inside somebody else's. */
function isOwnPage({ frameId, pageUrl }: Sender, origin: string): boolean {
  if (frameId === 0) return true;
  return frameId !== undefined && pageUrl !== undefined && URL.canParse(pageUrl) && new URL(pageUrl).origin === origin;
}

function senderKindOf(sender: Sender, own: { runtimeId: string; origin: string }): SenderKind | undefined {
  const { id, origin, frameId, tabId } = sender;
  // A frame without an origin of its own, such as a sandboxed one, says “null”.
  if (id !== own.runtimeId || origin === undefined || !URL.canParse(origin)) return undefined;
  if (origin === own.origin) return { kind: 'own' };
  const { protocol, host } = new URL(origin);
  if (protocol !== 'https:' || frameId === undefined || !isOwnPage(sender, origin)) return undefined;
  return { kind: 'page', place: { host, tabId, frameId } };
}

/**
 * Decides who sent a message, and whether such a sender may send a message of this type (SEC-50, SEC-51, SEC-52): requests
 * of our own pages need our origin; requests of page scripts need a page, or a frame of a page of the same origin (some
 * providers show their screens in frames of their own), and have shorter lists. Undefined: to be dropped. Takes no
 * schema, so that the worker decides it before it loads what reads and answers messages.
 *
 * @param own what the browser calls this extension; `origin` of our own pages without a trailing slash
 */
export function authorizeSender(
  message: unknown,
  sender: Sender,
  own: { runtimeId: string; origin: string },
): SenderKind | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  const senderKind = senderKindOf(sender, own);
  return senderKind && kindOf.get(message.type) === senderKind.kind ? senderKind : undefined;
}
