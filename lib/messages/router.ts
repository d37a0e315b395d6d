import { type PageReplies, PageRequest } from './page-requests';
import { type Replies, Request, type RequestOf } from './requests';

/** The part of a message sender that counts; all of it is set by the browser, none by the sender. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tabId?: number | undefined;
}

/** One handler per request of our own pages. */
export type Handlers = { [Type in Request['type']]: (request: RequestOf<Type>) => Promise<Replies[Type]> };

/** One handler per request of our scripts in provider pages; `host` and `tabId` are the browser's word, not the page's. */
export type PageHandlers = {
  [Type in PageRequest['type']]: (
    request: Extract<PageRequest, { type: Type }>,
    from: { host: string; tabId: number | undefined },
  ) => Promise<PageReplies[Type]>;
};

/** Whom to believe, and who answers. */
export interface RouterOptions {
  runtimeId: string;
  /** Origin of our own pages, without a trailing slash. */
  ownOrigin: string;
  isProviderHost(host: string): boolean;
  handlers: Handlers;
  pageHandlers: PageHandlers;
  /** Called for every message that is dropped (SEC-50). */
  onDropped(): void;
}

function ownReply(options: RouterOptions, message: unknown): Promise<unknown> | undefined {
  const parsed = Request.safeParse(message);
  if (!parsed.success) return undefined;
  const handle: (request: never) => Promise<unknown> = options.handlers[parsed.data.type];
  return Reflect.apply(handle, options.handlers, [parsed.data]);
}

function pageReply(
  options: RouterOptions,
  message: unknown,
  from: { host: string; tabId: number | undefined },
): Promise<unknown> | undefined {
  const parsed = PageRequest.safeParse(message);
  if (!parsed.success) return undefined;
  const handle: (request: never, from: never) => Promise<unknown> = options.pageHandlers[parsed.data.type];
  return Reflect.apply(handle, options.pageHandlers, [parsed.data, from]);
}

/**
 * Decides synchronously who sent a message and what it is (SEC-50, SEC-51, SEC-52): requests of our own pages need our
 * origin; requests of page scripts need the top frame of a provider's host, and have a shorter list. Everything else is
 * dropped: undefined.
 */
export function route(options: RouterOptions, message: unknown, sender: Sender): Promise<unknown> | undefined {
  if (sender.id !== options.runtimeId || sender.url === undefined) return undefined;
  if (sender.url.startsWith(`${options.ownOrigin}/`)) return ownReply(options, message);
  const { protocol, host } = new URL(sender.url);
  if (protocol !== 'https:' || sender.frameId !== 0 || !options.isProviderHost(host)) return undefined;
  return pageReply(options, message, { host, tabId: sender.tabId });
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
