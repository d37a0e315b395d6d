/*
 * A usable access token for a grant, and nothing lost on the way (SEC-30 … SEC-35).
 *
 * Guarantees
 *  - one refresh per grant at a time over all contexts: everything below runs inside the lock `grant:<id>`;
 *  - an intent is stored before the request leaves; only the stored answer or a definite refusal removes it;
 *  - a failure never deletes or replaces a token set;
 *  - a token whose last outcome is unknown is presented again, with back-off, until there is a definite answer;
 *  - at most 12 token requests per grant and hour, but for a person's own clicks.
 *
 *   good ──due──▶ intent written ──sent──▶ answered ──▶ stored (new set, previous set, intent cleared: one transaction)
 *    ▲                 ▲                      ├─ refused ──▶ intent cleared, set kept, evidence returned
 *    │                 └── pause ◀────────────┴─ no definite answer, or the worker died: intent stays, asked again
 *    └── disk takes no intent: nothing is sent
 */
import type { Diagnosis } from '../../model/diagnosis';
import { type DueReason, isDueDoubtful, maxBackOffMs, neverMs } from '../../model/due';
import { blankEvidence, type Evidence, noRefreshToken, tokenNotPresented } from '../../model/evidence';
import type { Grant, TokenSet } from '../../model/grant';
import { refreshTokens, type TokenAnswer, type TokenContext, type TokenFailure } from '../../oauth/tokens';
import { findProvider } from '../../providers';
import { readRetryAfterMs } from '../../providers/retry-after';
import { updateGrant } from '../../vault/grants';
import { backOff, unansweredCeilingMs } from '../back-off';
import { appAtGrant, openUsableApp } from './grant-app';
import { keepTokens, openLatest } from './keep-tokens';
import { budgetAgainAtMs, callsPerHour, isAccessFresh, mayPresentAgain, planRefresh } from './plan-refresh';
import type { LocalPorts } from './ports';
import { tokenContextFor, tokenHostOf } from './token-context';

/** What came of asking for a usable access token. */
export type FreshToken =
  | { kind: 'fresh'; accessToken: string; grant: Grant; wasRefreshed: boolean }
  | { kind: 'failed'; evidence: Evidence; grant: Grant }
  /** The provider has said before that this grant is over; only a sign-in or a person's wish asks again. */
  | { kind: 'dead'; grant: Grant }
  /** The next try is not due yet (SEC-35); `diagnosis` where that is because the provider's host is down. */
  | { kind: 'backing_off'; untilMs: number; diagnosis?: Diagnosis }
  | { kind: 'held'; hold: 'sign_in_unreadable' | 'no_app_credentials' };

/** How fresh it has to be. */
export interface Need {
  /** The token of this version was refused: get a later one. */
  newerThan?: number;
  /** Renewed ahead of its end: as far as anybody knows, the token of this version is still good. */
  isRoutine?: boolean;
  /** A person asked: try although the grant is over, or the next try is not due. */
  isAskedFor?: boolean;
  /** Try although the grant is over, to learn the reason again. Back-off and the budget still apply. */
  isEndUnexplained?: boolean;
  /**
   * A page showed that somebody has just changed something at the provider: the pause after a definite refusal does not
   * apply, which may have grown to hours. Outages, `Retry-After` and the budget still do.
   */
  isHinted?: boolean;
}

/** How often a grant without a refresh token is looked at: nothing can be done for it before its access token ends. */
const noTokenEveryMs = 24 * 60 * 60_000;

/** No token is presented while the intent cannot be written; this long after, it is tried again. */
const diskPauseMs = 5 * 60_000;

function historyOf(grant: Grant, serverNowMs: number): Evidence['history'] {
  const isAnswerLost = grant.intent !== undefined && grant.intent.attempts > 1;
  return {
    connectedAgo: serverNowMs - grant.connectedAtMs,
    ...(grant.refreshIssuedAtMs === undefined ? {} : { refreshTokenAge: serverNowMs - grant.refreshIssuedAtMs }),
    ...(isAnswerLost ? { answerLost: true } : {}),
    failuresInRow: grant.refreshFailures,
  };
}

/** When a grant is to be refreshed next, and why then. */
function dueAt(nowMs: number, delayMs: number, reason: DueReason): Pick<Grant, 'nextRefreshAtMs' | 'refreshDue'> {
  return { nextRefreshAtMs: Math.min(neverMs, nowMs + delayMs), refreshDue: { reason, setAtMs: nowMs } };
}

/** Changes a stored grant. Returns false when the write fails, or when the grant has not reached the disk yet. */
async function record(ports: LocalPorts, grantId: string, change: Partial<Grant>): Promise<boolean> {
  try {
    return await updateGrant(ports.vault, grantId, change);
  } catch (error) {
    await ports.disk.refused(error);
    return false;
  }
}

async function recordFailure(ports: LocalPorts, grant: Grant, problem: TokenFailure): Promise<FreshToken> {
  const { evidence, isOutcomeUnknown } = problem;
  const nowMs = ports.now();
  const failures = grant.refreshFailures + 1;
  const { ms, reason } = backOff({
    failuresInRow: failures,
    retryAfterMs: readRetryAfterMs(evidence.answer?.headers ?? {}, nowMs),
    ...(isOutcomeUnknown ? { ceilingMs: unansweredCeilingMs } : {}),
    random: ports.random,
  });
  await record(ports, grant.id, {
    refreshFailures: failures,
    ...dueAt(nowMs, ms, reason),
    intent: isOutcomeUnknown ? grant.intent : undefined,
  });
  return { kind: 'failed', grant, evidence };
}

function withIntent(grant: Grant, graceMs: number, times: { nowMs: number; serverNowMs: number }): Grant {
  const { intent, callsAtMs = [] } = grant;
  return {
    ...grant,
    callsAtMs: [...callsAtMs.slice(1 - callsPerHour), times.nowMs],
    intent: {
      startedAtMs: intent?.startedAtMs ?? times.serverNowMs,
      attempts: (intent?.attempts ?? 0) + 1,
      hasBeenRetriedLate: intent !== undefined && times.serverNowMs - intent.startedAtMs > graceMs,
    },
  };
}

function renewed(ports: LocalPorts, grant: Grant, context: TokenContext, answer: TokenAnswer): Grant {
  const { accessExpiresAtMs, issuedAtMs, scopes, told } = answer;
  const nowMs = ports.now();
  const { keepAliveMs } = context.provider.oauth(context.app);
  const clockOffsetMs = answer.clockOffsetMs ?? context.clockOffsetMs;
  const nextMs = planRefresh({ accessExpiresAtMs, keepAliveMs, nowMs, clockOffsetMs });
  return {
    ...grant,
    scopes,
    accessExpiresAtMs,
    refreshIssuedAtMs: issuedAtMs,
    refreshFailures: 0,
    apiBase: told.apiBase ?? grant.apiBase,
    endsAtMs: told.endsInMs === undefined ? grant.endsAtMs : issuedAtMs + told.endsInMs,
    ...dueAt(nowMs, nextMs - nowMs, 'routine'),
  };
}

async function refreshInsideLock(
  ports: LocalPorts,
  grant: Grant,
  tokens: TokenSet,
  context: TokenContext,
): Promise<FreshToken> {
  const nowMs = ports.now();
  const serverNowMs = nowMs - context.clockOffsetMs;
  const { rotation } = context.provider.oauth(context.app);
  if (!mayPresentAgain(grant, rotation, serverNowMs)) {
    const evidence = {
      ...blankEvidence(grant.providerId, 'refresh'),
      failure: tokenNotPresented,
      history: { ...historyOf(grant, serverNowMs), answerLost: true },
    };
    return recordFailure(ports, grant, { evidence, isOutcomeUnknown: true });
  }
  const marked = withIntent(grant, rotation.graceMs, { nowMs, serverNowMs });
  const { intent, callsAtMs } = marked;
  if (!(await record(ports, grant.id, { intent, callsAtMs })))
    return { kind: 'backing_off', untilMs: nowMs + diskPauseMs };
  const answer = await refreshTokens(context, tokens);
  const host = tokenHostOf(context.provider, context.app);
  if (answer.ok) {
    const hasRotated = answer.value.tokens.refreshToken !== tokens.refreshToken;
    const next = { ...renewed(ports, marked, context, answer.value), hasRotated };
    const stored = await keepTokens(ports, next, answer.value.tokens);
    await ports.hosts.answered(host);
    return { kind: 'fresh', accessToken: answer.value.tokens.accessToken, grant: stored, wasRefreshed: true };
  }
  const evidence = { ...answer.problem.evidence, history: historyOf(marked, serverNowMs) };
  const failed = await recordFailure(ports, marked, { ...answer.problem, evidence });
  if (!answer.problem.isOutcomeUnknown) await ports.hosts.answered(host);
  else
    await ports.hosts.silent(host, {
      subject: grant.id,
      retryAfterMs: readRetryAfterMs(evidence.answer?.headers ?? {}, nowMs),
      diagnosis: ports.diagnose(evidence),
    });
  return failed;
}

/**
 * A grant without a refresh token lasts as long as its access token. Nothing can be sent for it; a new sign-in is called for
 * once that has ended or is refused, and not before.
 */
async function withoutRefreshToken(
  ports: LocalPorts,
  { grant, tokens }: { grant: Grant; tokens: TokenSet },
  isGood: boolean,
): Promise<FreshToken> {
  if (!isGood) {
    const evidence = { ...blankEvidence(grant.providerId, 'refresh'), failure: noRefreshToken };
    return recordFailure(ports, grant, { evidence, isOutcomeUnknown: false });
  }
  const nowMs = ports.now();
  const nextMs = planRefresh({
    accessExpiresAtMs: grant.accessExpiresAtMs,
    keepAliveMs: noTokenEveryMs,
    nowMs,
    clockOffsetMs: 0,
  });
  await record(ports, grant.id, dueAt(nowMs, nextMs - nowMs, 'routine'));
  return { kind: 'fresh', accessToken: tokens.accessToken, grant, wasRefreshed: false };
}

/** Why a refresh that nobody asked for has to wait; undefined where it need not. */
async function pauseOf(
  ports: LocalPorts,
  grant: Grant,
  host: string,
  { isHinted = false }: Need,
): Promise<FreshToken | undefined> {
  const nowMs = ports.now();
  const { nextRefreshAtMs, refreshDue, intent } = grant;
  const isWaiting = grant.refreshFailures > 0 && nowMs < nextRefreshAtMs && nextRefreshAtMs < neverMs;
  const isLifted = isHinted && intent === undefined && refreshDue?.reason === 'back_off';
  if (isWaiting && !isLifted && !isDueDoubtful(nextRefreshAtMs, refreshDue, maxBackOffMs, nowMs))
    return { kind: 'backing_off', untilMs: nextRefreshAtMs };
  // A page can repeat itself as often as it likes: half of the budget is not for hints.
  const budgetMs = budgetAgainAtMs(grant.callsAtMs ?? [], nowMs, isHinted ? callsPerHour / 2 : callsPerHour);
  if (budgetMs !== undefined) return { kind: 'backing_off', untilMs: budgetMs };
  const admitted = await ports.hosts.admit(host);
  return admitted.isOpen ? undefined : { ...admitted, kind: 'backing_off' };
}

/**
 * A usable access token, refreshed when needed. Many callers at once lead to one token request: the later ones find the
 * token that the first one stored.
 */
export function freshAccessToken(ports: LocalPorts, grantId: string, need: Need = {}): Promise<FreshToken> {
  return ports.withLock(`grant:${grantId}`, async () => {
    const opened = await openLatest(ports, grantId);
    if (opened === 'missing' || opened === 'unreadable') return { kind: 'held', hold: 'sign_in_unreadable' };
    const { grant, tokens } = opened;
    if (grant.deadSinceMs !== undefined && !need.isAskedFor && !need.isEndUnexplained) return { kind: 'dead', grant };
    const provider = findProvider(grant.providerId);
    const host = provider && tokenHostOf(provider, appAtGrant({ environment: grant.environment }, grant));
    const clockOffsetMs = host === undefined ? 0 : await ports.clock.offsetMs(host);
    const isNewEnough = need.newerThan === undefined || grant.version > need.newerThan;
    const isFresh = isAccessFresh(grant, ports.now() - clockOffsetMs) && grant.deadSinceMs === undefined;
    if (isNewEnough && isFresh) return { kind: 'fresh', accessToken: tokens.accessToken, grant, wasRefreshed: false };
    if (tokens.refreshToken === undefined)
      return withoutRefreshToken(ports, opened, isFresh && need.isRoutine === true);
    const pause = need.isAskedFor || host === undefined ? undefined : await pauseOf(ports, grant, host, need);
    if (pause) return pause;
    const app = provider && (await openUsableApp(ports.vault, provider, grant.appId));
    if (!provider || !app) return { kind: 'held', hold: 'no_app_credentials' };
    const context = await tokenContextFor(ports, provider, appAtGrant(app, grant));
    return refreshInsideLock(ports, grant, tokens, context);
  });
}
