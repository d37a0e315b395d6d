import { blockReasonOf, type Connection, type ConnectionStatus } from '../../lib/model/connection';
import type { Activity } from '../../lib/model/flow';
import { type Text, text } from '../../lib/model/text';

/** The states people see (UX-01): the stored ones, with "checking" and "paused" put on top. */
export type ShownStatus = ConnectionStatus | 'checking' | 'paused';

/** A loss that mends itself within this time is never shown (UX-05). */
const transientMs = 5_000;

/** An activity older than this was left behind by a background that the browser ended. */
const activityLifeMs = 60_000;

const words = {
  needs_you: 'status_needs_you',
  checking: 'status_checking',
  waiting: 'status_waiting',
  offline: 'status_offline',
  connected: 'status_connected',
  unknown: 'status_unknown',
  paused: 'status_paused',
} as const satisfies Record<ShownStatus, string>;

/** The word for a state. */
export function statusWord(status: ShownStatus): Text {
  return text(words[status]);
}

/** What the device and the background are doing right now. */
export interface Moment {
  activity: Activity;
  isOnline: boolean;
  nowMs: number;
}

/** Something is being done to it, or it is so new that nothing is known yet (UX-06). */
function isBusy(connection: Connection, { activity, nowMs }: Moment): boolean {
  if (connection.status === 'unknown' && connection.lastCheckedAtMs === undefined)
    return blockReasonOf(connection) === undefined;
  const current = activity[connection.id];
  return current !== undefined && nowMs - current.sinceMs < activityLifeMs;
}

/**
 * Whether a failure is so young that it may mend itself before anybody needs to hear of it. What needs a person never
 * does: the differential tests were asked before it was committed, and waiting would only keep the way out from them.
 */
export function isTransient({ status, failingSinceMs }: Connection, nowMs: number): boolean {
  return status !== 'needs_you' && failingSinceMs !== undefined && nowMs - failingSinceMs < transientMs;
}

/**
 * The state to show. Without a network nothing is claimed about a provider: only what needed the person before
 * still does (UX-04).
 */
export function toShownStatus(connection: Connection, moment: Moment): ShownStatus {
  if (connection.isPaused) return 'paused';
  if (isBusy(connection, moment)) return 'checking';
  if (connection.status === 'needs_you') return 'needs_you';
  if (!moment.isOnline) return 'offline';
  return isTransient(connection, moment.nowMs) ? 'checking' : connection.status;
}

/** How long until the next state that is hidden as transient has to be shown (ms); undefined when none is hidden. */
export function nextTransientEndMs(connections: readonly Connection[], nowMs: number): number | undefined {
  const endsMs = connections.flatMap((connection) =>
    connection.failingSinceMs !== undefined && isTransient(connection, nowMs)
      ? [connection.failingSinceMs + transientMs - nowMs]
      : [],
  );
  return endsMs.length > 0 ? Math.min(...endsMs) : undefined;
}
