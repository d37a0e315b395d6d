import { dayMs, hourMs, type Json, minuteMs } from './shapes.ts';

/** What happened, oldest first: events of every kind. */
export function historyAt(closedAtMs: number): (Json & { connectionId: string; kind: string })[] {
  const event = (connectionId: string, agoMs: number, kind: string, more: Json = {}) => ({
    connectionId,
    atMs: closedAtMs - agoMs,
    kind,
    ...more,
  });
  return [
    event('connection-bakery', 60 * dayMs, 'connected'),
    event('connection-bakery', 40 * dayMs, 'failed', {
      cause: 'grant_revoked',
      detail: 'invalid_grant',
      requestId: '0HNA1B2C3D4E5',
    }),
    event('connection-bakery', 40 * dayMs - minuteMs, 'tested', { test: 'list_tenants', detail: 'gone' }),
    event('connection-bakery', 39 * dayMs, 'reconnected'),
    event('connection-bakery', 39 * dayMs - minuteMs, 'recovered'),
    event('connection-bakery', 39 * dayMs - 2 * minuteMs, 'person_changed', { detail: 'Maya Lindqvist' }),
    event('connection-bakery', 20 * dayMs, 'company_renamed', { detail: 'Harbour Lane Bakery' }),
    event('connection-bakery', 10 * dayMs, 'renamed', { detail: 'The bakery' }),
    event('connection-bakery', 30 * hourMs, 'area_failed', { detail: 'budgets' }),
    event('connection-bakery', 29 * hourMs, 'area_fixed', { detail: 'invoices' }),
    event('connection-cycles', 60 * dayMs, 'connected'),
    event('connection-cycles', 9 * dayMs, 'paused'),
    event('connection-cycles', 8 * dayMs, 'resumed'),
    event('connection-cycles', 7 * dayMs, 'paused'),
    event('connection-marine', 60 * dayMs, 'connected'),
    event('connection-marine', 5 * dayMs, 'interrupted'),
    event('connection-dental', 60 * dayMs, 'connected'),
    event('connection-dental', 26 * hourMs, 'failed', { cause: 'provider_outage' }),
    event('connection-cedar', 30 * dayMs, 'connected'),
    event('connection-cedar', 3 * dayMs, 'failed', { cause: 'grant_revoked', detail: 'invalid_grant' }),
    event('connection-northgate', 30 * dayMs, 'connected'),
    event('connection-northgate', 50 * hourMs, 'failed', { cause: 'provider_outage' }),
    event('connection-fernhill', 45 * dayMs, 'connected'),
    event('connection-books', 45 * dayMs, 'connected'),
  ];
}
