import { browser } from '../browser/api';
import type { Replies, Request, RequestOf } from './requests';

/** The worker could not be reached: the extension was updated or is being reloaded. */
export type Unreachable = { ok: false; problem: 'unreachable' };

/**
 * Asks the worker from one of our own pages. Replies are trusted: they come from our own code in the same extension.
 * Returns `unreachable` when nobody answers; never throws.
 */
export async function send<Type extends Request['type']>(
  request: RequestOf<Type>,
): Promise<Replies[Type] | Unreachable> {
  try {
    const reply: Replies[Type] | undefined = await browser.runtime.sendMessage(request);
    return reply ?? { ok: false, problem: 'unreachable' };
  } catch {
    return { ok: false, problem: 'unreachable' };
  }
}
