import { connection, failing, silenced } from './connection.ts';
import { dayMs, hourMs, type Json, minuteMs, neverMs, type StoredConnection } from './shapes.ts';

/** All of Maya's are healthy, paused or muted; Tomas' were silenced; Priya's refresh was cut off. */
export function xeroConnectionsAt(closedAtMs: number): StoredConnection[] {
  const silent = (name: string, id: string): Json => ({
    status: 'unknown',
    hasGrantFailed: false,
    nextDueAtMs: neverMs,
    ...failing(closedAtMs, 26 * hourMs, silenced, `1 ${name} ${id}`),
  });
  const of = (grant: string, person: string) => ({ providerId: 'xero', grantId: grant, userName: person });
  const maya = of('grant-maya', 'Maya Lindqvist');
  const tomas = of('grant-tomas', 'Tomas Okafor');
  const priya = of('grant-priya', 'Priya Brandt');
  return [
    connection(closedAtMs, {
      ...maya,
      id: 'connection-bakery',
      tenantId: 'eb86ed9e-c5aa-45c6-ad39-11c1749f7d15',
      tenantLinkId: 'link-bakery',
      companyName: 'Harbour Lane Bakery',
      nickname: 'The bakery',
      company: { screenKey: '!hLb42', plan: 'GROW', subscriptionStatus: 'ACTIVE', isDemo: false },
      signInEnd: { atMs: closedAtMs + 60 * dayMs, ifIdle: true },
      connectedAtMs: closedAtMs - 60 * dayMs,
      reconnectedAtMs: closedAtMs - 39 * dayMs,
    }),
    connection(closedAtMs, {
      ...maya,
      id: 'connection-cycles',
      tenantId: 'ea69cde5-822c-44ce-a671-c5bb2e0ac95a',
      companyName: 'Copperfield Cycles',
      isPaused: true,
    }),
    connection(closedAtMs, {
      ...maya,
      id: 'connection-marine',
      tenantId: '6f7531b1-b5c8-4d6e-a60b-b05643665984',
      companyName: 'Tidewater Marine Supplies',
      status: 'waiting',
      isMuted: true,
      nextDueAtMs: closedAtMs + 12 * minuteMs,
      ...failing(
        closedAtMs,
        2 * hourMs,
        { cause: 'rate_limited', action: 'wait', actor: 'nobody', reconnectHelps: 'no', facts: { status: 429 } },
        '1 tidewater marine supplies connection-marine',
      ),
    }),
    // Its end was begun: the next start goes on with it.
    connection(closedAtMs, {
      ...maya,
      id: 'connection-redgum',
      tenantId: '54172c34-9594-4cc7-a3a6-5228f53ea1e9',
      tenantLinkId: 'link-redgum',
      companyName: 'Redgum Landscapes',
    }),
    connection(closedAtMs, {
      ...tomas,
      id: 'connection-dental',
      tenantId: 'fb963faa-b23e-4fec-a7b2-6bbedf02ab0c',
      companyName: 'Brightwater Dental',
      ...silent('brightwater dental', 'connection-dental'),
    }),
    connection(closedAtMs, {
      ...tomas,
      id: 'connection-freight',
      tenantId: '4a8bb3d5-3e91-4c7a-aa7c-53df7ec0455a',
      companyName: 'Kestrel Freight',
      ...silent('kestrel freight', 'connection-freight'),
    }),
    connection(closedAtMs, {
      ...priya,
      id: 'connection-ironbark',
      tenantId: 'a357fa70-e551-4493-ace1-dd9f62f155a8',
      companyName: 'Ironbark Engineering',
    }),
    // Its sign-in was damaged on this disk, so it waits for a person already.
    connection(closedAtMs, {
      ...of('grant-lost', 'Tomas Okafor'),
      id: 'connection-yoga',
      tenantId: '34a0be92-8ea7-4ad3-aaff-71a4cb9b44c0',
      companyName: 'Lumen Yoga Studio',
      status: 'needs_you',
      hold: 'sign_in_unreadable',
      failingSinceMs: closedAtMs - 5 * dayMs,
      nextDueAtMs: neverMs,
      incident: '0 sign_in grant-lost',
    }),
  ];
}
