import { changeGuideProgress } from '../../lib/browser/session';
import { type Cause, causes } from '../../lib/model/cause';
import type { Connection } from '../../lib/model/connection';
import type { PageSign } from '../../lib/model/page-sign';
import { findPath } from '../../lib/providers/paths';
import { readAreaMatrix } from '../../lib/store/area-matrix';
import type { App } from './app';

/** At least this long lies between two checks of a connection that pages lead to: no page can use up a provider's patience. */
const pauseMs = 20_000;

/** The provider may take a moment to know of a change itself. */
const settleMs = 1500;

interface Progress {
  /** Absent where no path is followed. */
  step: number | undefined;
  signs: readonly PageSign[];
}

async function failingOf({ ports }: App, { id, status, diagnosis }: Connection): Promise<Connection['diagnosis']> {
  if (status !== 'connected') return diagnosis;
  return (await readAreaMatrix(ports.store, id))?.results.find((result) => result.diagnosis)?.diagnosis;
}

/**
 * Notes what a page showed. The end of a path, and signs that are news beside a failure, lead to one check of the
 * connection, seldom enough; nothing else a page may cause.
 *
 * @returns whether there may be something else to say on the page now
 */
export async function noteProgress(app: App, connection: Connection, { step, signs }: Progress): Promise<boolean> {
  const { ports } = app;
  const failing = await failingOf(app, connection);
  const path = failing && findPath(connection.providerId, failing.cause, failing.facts.area);
  let delayMs: number | undefined;
  let isNews = false;
  await changeGuideProgress(connection.id, (before) => {
    const nowMs = ports.now();
    const isEnd = path !== undefined && step === path.steps.length;
    const areNewSigns = [...signs].sort().join() !== [...(before?.signs ?? [])].sort().join();
    const isPlanned = (before?.checkedAtMs ?? 0) > nowMs;
    const isWanted = failing !== undefined && (isEnd || (areNewSigns && signs.some(pointsElsewhere(failing.cause))));
    if (isWanted && !isPlanned) delayMs = Math.max(settleMs, (before?.checkedAtMs ?? 0) + pauseMs - nowMs);
    isNews = areNewSigns || delayMs !== undefined;
    return {
      ...before,
      ...(path && step !== undefined ? { cause: path.cause } : {}),
      step: step ?? before?.step ?? 0,
      seenAtMs: nowMs,
      signs: [...signs],
      ...(delayMs === undefined ? {} : { checkedAtMs: nowMs + delayMs, wasEnd: isEnd }),
    };
  });
  if (delayMs !== undefined) {
    await ports.wait(delayMs);
    await ports.checkNow([connection.id]);
  }
  return isNews;
}

/** Causes a sign agrees with; who may change things on a screen says nothing about why the connection fails. */
const agreeing: Readonly<Record<PageSign, readonly Cause[]>> = {
  no_right_to_manage: causes,
  app_missing: ['grant_revoked', 'tenant_unavailable'],
  person_missing: ['user_inactive'],
  person_inactive: ['user_inactive'],
  role_limited: ['user_permission_insufficient'],
  subscription_ended: ['plan_restricted'],
};

/** Whether a sign may change what is known of the cause; one that agrees with it is no reason to ask the provider anew. */
function pointsElsewhere(cause: Cause): (sign: PageSign) => boolean {
  return (sign) => !agreeing[sign].includes(cause);
}
