import type { Connection } from '../../../lib/model/connection';
import type { FakeProvider } from './fake-provider';
import type { Network } from './network';
import { allConnections, type Databases, storedGrant } from './profile';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** When the first request to these endpoints is due, by the device's clock. */
export async function firstDueMs(databases: Databases, where: 'everything' | 'token' | 'api'): Promise<number> {
  const refreshes = (await databases.vault.getAll('grants')).map(({ grant }) => grant.nextRefreshAtMs);
  const checks = (await databases.store.getAll('connections')).map(({ nextDueAtMs }) => nextDueAtMs);
  return Math.min(...(where === 'api' ? checks : refreshes));
}

/** Whether the product asks for a new sign-in with this connection, or treats its grant as over. */
export function asksForSignIn(connection: Connection): boolean {
  const { status, diagnosis, hold, hasGrantFailed } = connection;
  if (hasGrantFailed === true || hold === 'sign_in_unreadable') return true;
  return status === 'needs_you' && (diagnosis?.action === 'reconnect' || diagnosis?.action === 'ask_admin');
}

/** What is true of one stored grant. */
export type Standing =
  /** The refresh token the product holds would bring a new set. */
  | { kind: 'living' }
  /** The record is gone or cannot be opened. */
  | { kind: 'lost' }
  | { kind: 'revoked_by_us' }
  /** The token it holds was spent by a request whose new set it does not have. */
  | { kind: 'spent'; token: string; atMs: number };

/** Compares what is stored with what the server knows. `number` is the grant's number at the server. */
export async function standingOf(
  databases: Databases,
  server: FakeProvider,
  { grantId, number, nowMs }: { grantId: string; number: number; nowMs: number },
): Promise<Standing> {
  if (server.grants[number]?.endedBy === 'us') return { kind: 'revoked_by_us' };
  const stored = await storedGrant(databases, grantId);
  if (!stored) return { kind: 'lost' };
  if (server.isGood(stored.refreshToken, nowMs)) return { kind: 'living' };
  const token = stored.refreshToken ?? '';
  return { kind: 'spent', token, atMs: server.grants[number]?.refreshTokens.get(token)?.usedAtMs ?? 0 };
}

/** What could explain that a spent token was not replaced in time. */
export interface Circumstances {
  network: Network;
  graceMs: number;
  /** When the last trouble ended (true ms). */
  troubleEndsMs: number;
  /** True times at which workers ended in the middle of their work. */
  deathsMs: readonly number[];
  /** The clock was moved, or alarms were lost: for a day nothing can be asked of the product. */
  isAsleep: boolean;
  /** True times at which the browser ended while a new set of this grant waited for a disk that took nothing. */
  unsavedLostMs?: readonly number[];
}

/**
 * Why nothing could have saved a grant: the server rotated, the answer never reached the disk, and there was no grace, or
 * none was left when the trouble ended. A set that the disk refuses waits in `storage.session`, which ends with the browser.
 * Undefined when the product could have kept it.
 */
export function excuseFor(
  { token, atMs }: Extract<Standing, { kind: 'spent' }>,
  about: Circumstances,
): string | undefined {
  const { network, graceMs, deathsMs, isAsleep, unsavedLostMs = [] } = about;
  const troubleEndsMs = Math.max(about.troubleEndsMs, network.askedToWaitUntilMs);
  const isAnswerLost = network.lostAnswers.has(token);
  const hasDied = deathsMs.some((diedMs) => diedMs >= atMs && diedMs <= atMs + minuteMs);
  const isUnsavedLost = unsavedLostMs.some((lostMs) => lostMs >= atMs);
  if (!isAnswerLost && !hasDied && !isUnsavedLost) return undefined;
  const leftMs = atMs + graceMs - Math.max(troubleEndsMs, ...deathsMs.filter((diedMs) => diedMs <= atMs + minuteMs));
  if (graceMs > 0 && leftMs > 15 * minuteMs && !isAsleep) return undefined;
  const how = isUnsavedLost
    ? 'the disk took nothing, and the browser ended before it did'
    : isAnswerLost
      ? 'the answer was lost on the way'
      : 'the worker ended before the answer was stored';
  const why = isAsleep ? 'the grace was over before the alarm rang again' : 'the grace was over before the trouble';
  return `${how}; ${graceMs === 0 ? 'no grace' : why}`;
}

/** The most token calls of one grant within any hour; those that a person asked for are left out. */
export function mostCallsInAnHour({ tokenCalls }: Network): number {
  const byGrant = new Map<string, number[]>();
  for (const { serverId, grantNumber, atMs, isByPerson } of tokenCalls) {
    if (isByPerson) continue;
    const key = `${serverId} ${grantNumber}`;
    byGrant.set(key, [...(byGrant.get(key) ?? []), atMs]);
  }
  let most = 0;
  for (const times of byGrant.values()) {
    let from = 0;
    for (const [index, atMs] of times.entries()) {
      while ((times[from] ?? 0) <= atMs - hourMs) from += 1;
      most = Math.max(most, index - from + 1);
    }
  }
  return most;
}

/** Connections of one provider. */
export async function connectionsOf(databases: Databases, grantIds: readonly string[]): Promise<Connection[]> {
  return (await allConnections(databases)).filter(({ grantId }) => grantIds.includes(grantId));
}
