import { type PageReplies, PageRequest } from './page-requests';
import { type ReportReplies, ReportRequest } from './report-requests';
import { type Replies, Request, type RequestOf } from './requests';

/** The part of a message sender that counts; all of it is set by the browser, none by the sender. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
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

/** One handler per request of our own pages. */
export type Handlers = { [Type in Request['type']]: (request: RequestOf<Type>) => Promise<Replies[Type]> };

/** One handler per request of our scripts in provider pages. */
export type PageHandlers = {
  [Type in PageRequest['type']]: (
    request: Extract<PageRequest, { type: Type }>,
    from: PagePlace,
  ) => Promise<PageReplies[Type]>;
};

/** One handler per request of our scripts on report tools; each makes sure that the person added the site. */
export type ReportHandlers = {
  [Type in ReportRequest['type']]: (
    request: Extract<ReportRequest, { type: Type }>,
    from: PagePlace,
  ) => Promise<ReportReplies[Type]>;
};

/** Whom to believe, and who answers. */
export interface RouterOptions {
  runtimeId: string;
  /** Origin of our own pages, without a trailing slash. */
  ownOrigin: string;
  isProviderHost(host: string): boolean;
  handlers: Handlers;
  pageHandlers: PageHandlers;
  reportHandlers: ReportHandlers;
  /** Called for every message that is dropped (SEC-50). */
  onDropped(): void;
}

function ownReply(options: RouterOptions, message: unknown): Promise<unknown> | undefined {
  const parsed = Request.safeParse(message);
  if (!parsed.success) return undefined;
  const handle: (request: never) => Promise<unknown> = options.handlers[parsed.data.type];
  return Reflect.apply(handle, options.handlers, [parsed.data]);
}

function pageReply(options: RouterOptions, message: unknown, from: PagePlace): Promise<unknown> | undefined {
  const parsed = PageRequest.safeParse(message);
  if (!parsed.success) return undefined;
  const handle: (request: never, from: never) => Promise<unknown> = options.pageHandlers[parsed.data.type];
  return Reflect.apply(handle, options.pageHandlers, [parsed.data, from]);
}

function reportReply(options: RouterOptions, message: unknown, from: PagePlace): Promise<unknown> | undefined {
  const parsed = ReportRequest.safeParse(message);
  if (!parsed.success) return undefined;
  const handle: (request: never, from: never) => Promise<unknown> = options.reportHandlers[parsed.data.type];
  return Reflect.apply(handle, options.reportHandlers, [parsed.data, from]);
}

/** The page itself, or a frame of a page of the same origin: never a provider's page shown inside somebody else's. */
function isOwnPage({ frameId, pageUrl }: Sender, origin: string): boolean {
  if (frameId === 0) return true;
  return frameId !== undefined && pageUrl !== undefined && URL.canParse(pageUrl) && new URL(pageUrl).origin === origin;
}

/**
 * Decides synchronously who sent a message and what it is (SEC-50, SEC-51, SEC-52): requests of our own pages need our
 * origin; requests of page scripts need a page, or a frame of such a page of the same origin (some providers show their
 * screens in frames of their own), and have shorter lists: one for pages of providers, one for all others, which are
 * report tools a person added. Everything else is dropped: undefined.
 */
export function route(options: RouterOptions, message: unknown, sender: Sender): Promise<unknown> | undefined {
  if (sender.id !== options.runtimeId || sender.url === undefined) return undefined;
  if (sender.url.startsWith(`${options.ownOrigin}/`)) return ownReply(options, message);
  const { protocol, host, origin } = new URL(sender.url);
  const { frameId, tabId } = sender;
  if (protocol !== 'https:' || frameId === undefined || !isOwnPage(sender, origin)) return undefined;
  const reply = options.isProviderHost(host) ? pageReply : reportReply;
  return reply(options, message, { host, tabId, frameId });
}

/** The listener for `runtime.onMessage`: answers through `sendResponse`, which behaves alike in every browser. */
export function createListener(
  options: RouterOptions,
  onBug: (error: unknown) => void,
): (message: unknown, sender: Sender, sendResponse: (reply: unknown) => void) => true {
  return (message, sender, sendResponse) => {
    const reply = route(options, message, sender);
    if (!reply) {
      options.onDropped();
      sendResponse(undefined);
      return true;
    }
    reply.then(sendResponse, (error: unknown) => {
      onBug(error);
      sendResponse(undefined);
    });
    return true;
  };
}
