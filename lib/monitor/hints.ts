import type { Connection } from '../model/connection';

/**
 * Whether something a page showed may have a connection checked now. A page can repeat itself as often as it likes, so its
 * hints wait like everything else while the provider is down or asked for a pause (SEC-35). Pure.
 */
export function mayBeHinted({ due, nextDueAtMs }: Pick<Connection, 'due' | 'nextDueAtMs'>, nowMs: number): boolean {
  return !(nextDueAtMs > nowMs && (due?.reason === 'back_off' || due?.reason === 'retry_after'));
}
