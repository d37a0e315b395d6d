import type { PagePlace, SenderKind } from './authorize-sender';
import { type PageReplies, PageRequest } from './page-requests';
import { type ReportReplies, ReportRequest } from './report-requests';
import { type Replies, Request, type RequestOf } from './requests';

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
  isProviderHost(host: string): boolean;
  handlers: Handlers;
  pageHandlers: PageHandlers;
  reportHandlers: ReportHandlers;
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

/**
 * Answers a message of a sender that is authorized (`authorizeSender`), once it has the shape of its type (SEC-50). Scripts in pages
 * have two lists (SEC-52): one for pages of providers, one for all others, which are report tools a person added.
 * Everything else is dropped: undefined.
 */
export function route(options: RouterOptions, message: unknown, senderKind: SenderKind): Promise<unknown> | undefined {
  if (senderKind.kind === 'own') return ownReply(options, message);
  const reply = options.isProviderHost(senderKind.place.host) ? pageReply : reportReply;
  return reply(options, message, senderKind.place);
}
