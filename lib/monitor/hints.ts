import type { Connection } from '../model/connection';

/**
 * Whether something a page showed may have a connection checked now. A page can repeat itself as often as it likes, so its
 * hints wait like everything else while the provider is down or asked for a pause (SEC-35). Where somebody has to do something
 * at the provider, and may just have done it, a pause of our own choice is no reason to wait; the budget of the grant is. Pure.
 */
export function mayBeHinted(
  { due, nextDueAtMs, status }: Pick<Connection, 'due' | 'nextDueAtMs' | 'status'>,
  nowMs: number,
): boolean {
  if (nextDueAtMs <= nowMs) return true;
  if (due?.reason === 'retry_after') return false;
  return due?.reason !== 'back_off' || status === 'needs_you';
}
