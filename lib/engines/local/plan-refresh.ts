import { neverMs } from '../../model/due';
import type { Grant } from '../../model/grant';
import type { OAuthFacts } from '../../providers/provider';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Longest head start of a refresh before the access token ends. */
const maxLeadMs = 5 * minuteMs;

/**
 * Shortest time between two refreshes that nobody waits for. Checks get their own access token when they need one, so a
 * token of five minutes is not renewed for nobody (SEC-35). Shorter than the half hour after which some servers end a
 * session that lies idle (Keycloak's "SSO Session Idle").
 */
const minRoutineMs = 20 * minuteMs;

/** Token requests of one grant in one hour that we make by ourselves, at most (SEC-35). */
export const callsPerHour = 12;

/** What a plan is made of. Both offsets in ms; `clockOffsetMs` is device time minus server time. */
export interface RefreshPlan {
  /** End of the access token, Unix ms in server time; undefined when nobody knows it. */
  accessExpiresAtMs: number | undefined;
  keepAliveMs: number | undefined;
  nowMs: number;
  clockOffsetMs: number;
}

/**
 * When a grant whose tokens have just been issued is to be refreshed next: a fifth of its life before its access token
 * ends, five minutes at most; and after `keepAliveMs` at the latest, because an access token of weeks would leave the
 * refresh token idle for as long.
 *
 * @returns Unix ms of this device, never before `nowMs`
 */
export function planRefresh({ accessExpiresAtMs, keepAliveMs, nowMs, clockOffsetMs }: RefreshPlan): number {
  if (accessExpiresAtMs === undefined) return keepAliveMs === undefined ? neverMs : nowMs + keepAliveMs;
  const lifeMs = Math.max(0, accessExpiresAtMs + clockOffsetMs - nowMs);
  const pauseMs = Math.max(minRoutineMs, lifeMs - Math.min(maxLeadMs, lifeMs / 5));
  return nowMs + Math.min(pauseMs, keepAliveMs ?? pauseMs);
}

/** Less than this is left of an access token, and the work at hand may outlast it. */
const maxMarginMs = minuteMs;

/**
 * Whether the access token is still good for the work at hand; one without a known end is, until it is refused. A margin is
 * kept of a twenty-fifth of its life, a minute at most: some servers refuse a refresh that comes earlier (Exact Online: 30 s
 * before the end of 600 s), and by the whole seconds of a `Date` header we may believe the end to be up to a second early.
 *
 * @param serverNowMs Unix ms in server time
 */
export function isAccessFresh(grant: Grant, serverNowMs: number): boolean {
  const { accessExpiresAtMs, refreshIssuedAtMs } = grant;
  if (accessExpiresAtMs === undefined) return true;
  const lifeMs = refreshIssuedAtMs === undefined ? hourMs : accessExpiresAtMs - refreshIssuedAtMs;
  return accessExpiresAtMs - serverNowMs > Math.min(maxMarginMs, Math.max(0, lifeMs / 25));
}

/** Whether a grant's refresh tokens are replaced when used; where the company decides that, yes until a refresh showed no. */
function isRotating({ hasRotated }: Pick<Grant, 'hasRotated'>, { rotates }: OAuthFacts['rotation']): boolean {
  return rotates === 'by_app' ? hasRotated !== false : rotates;
}

/**
 * Whether a refresh token whose last outcome is unknown may be presented once more (SEC-33). It may, until there is a
 * definite answer: either the first request was not processed, then the token works, or it was, then the token is spent
 * and nothing is lost by asking. The one exception are servers that end other sessions of the person when a spent token
 * comes back: there it is presented once more, outside its grace, and then no more.
 */
export function mayPresentAgain(
  { intent, hasRotated }: Pick<Grant, 'intent' | 'hasRotated'>,
  rotation: OAuthFacts['rotation'],
  serverNowMs: number,
): boolean {
  if (!intent || !rotation.reuseEndsOtherSessions || !isRotating({ hasRotated }, rotation)) return true;
  const isInsideGrace = serverNowMs - intent.startedAtMs <= rotation.graceMs;
  return isInsideGrace || !intent.hasBeenRetriedLate;
}

/**
 * When one more token request is within the budget of an hour; undefined when it is now. Entries that lie ahead were made
 * while the clock was wrong and do not count.
 *
 * @param callsAtMs when the last requests left, Unix ms of this device, oldest first
 * @param budget requests in one hour, at most
 */
export function budgetAgainAtMs(
  callsAtMs: readonly number[],
  nowMs: number,
  budget: number = callsPerHour,
): number | undefined {
  const counted = callsAtMs.filter((atMs) => atMs <= nowMs && nowMs - atMs < hourMs);
  const oldest = counted.at(-budget);
  return oldest === undefined ? undefined : oldest + hourMs;
}
