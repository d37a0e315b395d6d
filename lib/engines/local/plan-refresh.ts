import type { Grant } from '../../model/grant';
import type { OAuthFacts } from '../../providers/provider';

/** Head start of a refresh before the access token ends. */
const leadMs = 5 * 60_000;

/** A time that never comes; finite, so that it can be an index key and survive JSON. */
export const neverMs = Number.MAX_SAFE_INTEGER;

/** What a plan is made of. Both offsets in ms; `clockOffsetMs` is device time minus server time. */
export interface RefreshPlan {
  /** End of the access token, Unix ms in server time; undefined when nobody knows it. */
  accessExpiresAtMs: number | undefined;
  keepAliveMs: number | undefined;
  nowMs: number;
  clockOffsetMs: number;
}

/**
 * When a grant is to be refreshed next: before its access token ends, or now and then where its end is not known.
 *
 * @returns Unix ms of this device, never before `nowMs`
 */
export function planRefresh({ accessExpiresAtMs, keepAliveMs, nowMs, clockOffsetMs }: RefreshPlan): number {
  if (accessExpiresAtMs === undefined) return keepAliveMs === undefined ? neverMs : nowMs + keepAliveMs;
  return Math.max(nowMs, accessExpiresAtMs + clockOffsetMs - leadMs);
}

/** Whether the access token is still good for the work at hand; one without a known end is, until it is refused. `serverNowMs` in server time. */
export function isAccessFresh(grant: Grant, serverNowMs: number): boolean {
  return grant.accessExpiresAtMs === undefined || grant.accessExpiresAtMs - serverNowMs > 60_000;
}

/** Whether a grant's refresh tokens are replaced when used; where the company decides that, yes until a refresh showed no. */
function isRotating({ hasRotated }: Pick<Grant, 'hasRotated'>, { rotates }: OAuthFacts['rotation']): boolean {
  return rotates === 'by_app' ? hasRotated !== false : rotates;
}

/**
 * Whether a refresh token whose last answer is unknown may be presented once more (SEC-33): inside the provider's grace
 * as often as needed, once after it, and once where there is no grace. A token that does not rotate may always.
 */
export function mayPresentAgain(
  { intent, hasRotated }: Pick<Grant, 'intent' | 'hasRotated'>,
  rotation: OAuthFacts['rotation'],
  serverNowMs: number,
): boolean {
  if (!intent || !isRotating({ hasRotated }, rotation)) return true;
  const isInsideGrace = serverNowMs - intent.startedAtMs <= rotation.graceMs;
  return isInsideGrace || !intent.hasBeenRetriedLate;
}
