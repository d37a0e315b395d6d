import type { PageReplies, PageRequest } from '../messages/page-requests';
import type { ReportReplies, ReportRequest } from '../messages/report-requests';

/** Everything scripts in pages send, and what comes back. */
type AnyRequest = PageRequest | ReportRequest;
type AnyReplies = PageReplies & ReportReplies;

/**
 * The little of the extension API that scripts in a page use. Both browsers offer it there under the name `chrome`, with
 * promises (tried in Chromium 156 and Firefox 153), so the pages need no polyfill.
 */
export interface PageExtension {
  /** Gone after the extension was updated, switched off or removed while the page stayed open. */
  runtime?: { id?: string; sendMessage<Reply>(message: AnyRequest): Promise<Reply> };
  i18n: { getMessage(key: string, values?: string[]): string };
}

/** Whether our extension is still the one that put this script here (SEC-63). */
export function isAlive(extension: PageExtension): boolean {
  return extension.runtime?.id !== undefined;
}

/**
 * Sends a request to the worker. Replies are trusted: they come from our own code. Undefined when nobody answers; never
 * throws, because an extension that goes away between check and call must leave no error in the page's console.
 */
export async function ask<Type extends AnyRequest['type']>(
  extension: PageExtension,
  request: Extract<AnyRequest, { type: Type }>,
): Promise<AnyReplies[Type] | undefined> {
  try {
    return await extension.runtime?.sendMessage<AnyReplies[Type]>(request);
  } catch {
    return undefined;
  }
}
