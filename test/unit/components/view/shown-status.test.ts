import { describe, expect, it } from 'vitest';
import { nextTransientEndMs, type ShownStatus, toShownStatus } from '../../../../components/view/shown-status';
import type { Connection } from '../../../../lib/model/connection';
import { aConnection, aFailing, calm, minuteMs, nowMs } from '../samples';

const busy = { c1: { kind: 'checking' as const, sinceMs: nowMs - 1000 } };
const stuck = { c1: { kind: 'checking' as const, sinceMs: nowMs - 2 * minuteMs } };
const young = { failingSinceMs: nowMs - 4_999 };

describe('toShownStatus', () => {
  it.each<[string, Connection, Partial<typeof calm>, ShownStatus]>([
    ['stored states are shown as they are', aConnection(), {}, 'connected'],
    ['needs you', aFailing(), {}, 'needs_you'],
    ['waiting', aConnection({ status: 'waiting' }), {}, 'waiting'],
    ['unknown', aConnection({ status: 'unknown' }), {}, 'unknown'],
    [
      'paused goes over everything',
      aFailing(undefined, { isPaused: true }),
      { isOnline: false, activity: busy },
      'paused',
    ],
    ['a running check is shown', aConnection(), { activity: busy }, 'checking'],
    ['a check left behind by a dead worker is not (SEC-21)', aConnection(), { activity: stuck }, 'connected'],
    ['an outage under 5 s shows as checking (UX-05)', aConnection({ status: 'waiting', ...young }), {}, 'checking'],
    [
      'from 5 s on it is told (UX-05)',
      aConnection({ status: 'waiting', failingSinceMs: nowMs - 5_000 }),
      {},
      'waiting',
    ],
    ['what needs the person mends itself never, and is told at once', aFailing(undefined, young), {}, 'needs_you'],
    ['a device without network claims nothing about providers (UX-04)', aConnection(), { isOnline: false }, 'offline'],
    ['not even about an outage (UX-04)', aConnection({ status: 'waiting' }), { isOnline: false }, 'offline'],
    ['what needed the person still does without network', aFailing(), { isOnline: false }, 'needs_you'],
    [
      'a connection just made is being checked (UX-06)',
      aConnection({ status: 'unknown', lastCheckedAtMs: undefined }),
      {},
      'checking',
    ],
    [
      'unless something holds it up',
      aConnection({ status: 'unknown', lastCheckedAtMs: undefined, hold: 'no_permission' }),
      {},
      'unknown',
    ],
  ])('%s', (_title, connection, moment, shown) => {
    expect(toShownStatus(connection, { ...calm, ...moment })).toBe(shown);
  });
});

describe('nextTransientEndMs', () => {
  it('says when the first hidden failure has to be shown', () => {
    const later = aConnection({ id: 'c2', status: 'waiting', failingSinceMs: nowMs - 1_000 });
    expect(nextTransientEndMs([aConnection(), later, aConnection({ status: 'waiting', ...young })], nowMs)).toBe(1);
  });

  it('says nothing when none is hidden', () => {
    expect(nextTransientEndMs([aConnection(), aFailing(undefined, young)], nowMs)).toBeUndefined();
  });
});
