/*
 * A usable access token for a grant, and nothing lost on the way (SEC-30 … SEC-34).
 *
 * Guarantees
 *  - one refresh per grant at a time over all contexts: everything below runs inside the lock `grant:<id>`;
 *  - an intent is on disk before the request leaves, and goes only in the transaction that stores the answer, or when
 *    the provider has definitely refused;
 *  - a failure never deletes or replaces a token set;
 *  - a token whose last outcome is unknown is presented again only when the provider answers at all, and only as often
 *    as its grace allows.
 *
 *   good ──due──▶ intent written ──sent──▶ answered ──▶ stored (new set, previous set, intent cleared: one transaction)
 *    ▲                 │                      └─ refused ──▶ intent cleared, set kept, evidence returned
 *    └── next try ◀────┴─ worker died / no answer: intent stays, outcome unknown
 */
import { blankEvidence, type Evidence } from '../../model/evidence';
import type { Grant, TokenSet } from '../../model/grant';
import { refreshTokens, type TokenContext, type TokenFailure } from '../../oauth/tokens';
import { findProvider } from '../../providers';
import { openGrant, storeTokens, updateGrant } from '../../vault/grants';
import { backOffMs } from '../back-off';
import { appAtGrant, openUsableApp } from './grant-app';
import { isAccessFresh, mayPresentAgain, planRefresh } from './plan-refresh';
import type { LocalPorts } from './ports';

/** What came of asking for a usable access token. */
export type FreshToken =
  | { kind: 'fresh'; accessToken: string; grant: Grant; wasRefreshed: boolean }
  | { kind: 'failed'; evidence: Evidence; grant: Grant }
  /** The provider has said before that this grant is over; only a sign-in or a person's wish asks again. */
  | { kind: 'dead'; grant: Grant }
  /** The last try failed and the next one is not due yet (SEC-35). */
  | { kind: 'backing_off'; untilMs: number }
  | { kind: 'held'; hold: 'sign_in_unreadable' | 'no_app_credentials' };

/** How fresh it has to be. */
export interface Need {
  /** The token of this version was refused: get a later one. */
  newerThan?: number;
  /** A person asked: try although the grant is over, or the next try is not due. */
  isAskedFor?: boolean;
}

const probeDeadlineMs = 10_000;

async function isReachable(context: TokenContext): Promise<boolean> {
  const request = {
    method: 'GET',
    url: context.provider.oauth(context.app).tokenUrl,
    headers: {},
    deadlineMs: probeDeadlineMs,
    maxBodyBytes: 0,
  } as const;
  return (await context.send(request)).answer !== null;
}

function historyOf(grant: Grant, serverNowMs: number): Evidence['history'] {
  const isAnswerLost = grant.intent !== undefined && grant.intent.attempts > 1;
  return {
    connectedAgo: serverNowMs - grant.connectedAtMs,
    ...(grant.refreshIssuedAtMs === undefined ? {} : { refreshTokenAge: serverNowMs - grant.refreshIssuedAtMs }),
    ...(isAnswerLost ? { answerLost: true } : {}),
    failuresInRow: grant.refreshFailures,
  };
}

async function noteFailure(ports: LocalPorts, grant: Grant, problem: TokenFailure): Promise<FreshToken> {
  const failures = grant.refreshFailures + 1;
  const retryAfterSec = Number(problem.evidence.answer?.headers['retry-after'] ?? Number.NaN);
  const retryAfterMs = Number.isFinite(retryAfterSec) ? retryAfterSec * 1000 : undefined;
  await updateGrant(ports.vault, grant.id, {
    refreshFailures: failures,
    nextRefreshAtMs: ports.now() + backOffMs(failures, retryAfterMs, ports.random),
    intent: problem.isOutcomeUnknown ? grant.intent : undefined,
  });
  const offsetMs = problem.evidence.device.clockOffset;
  if (offsetMs !== undefined) await ports.clock.note(offsetMs);
  return { kind: 'failed', grant, evidence: problem.evidence };
}

async function refreshInsideLock(
  ports: LocalPorts,
  grant: Grant,
  tokens: TokenSet,
  context: TokenContext,
): Promise<FreshToken> {
  const serverNowMs = ports.now() - context.clockOffsetMs;
  const history = historyOf(grant, serverNowMs);
  const { rotation, keepAliveMs } = context.provider.oauth(context.app);
  if (grant.intent && !(mayPresentAgain(grant, rotation, serverNowMs) && (await isReachable(context)))) {
    const evidence = {
      ...blankEvidence(grant.providerId, 'refresh'),
      failure: 'no answer to the last refresh',
      history: { ...history, answerLost: true },
    };
    return noteFailure(ports, grant, { evidence, isOutcomeUnknown: true });
  }
  const isLate = grant.intent !== undefined && serverNowMs - grant.intent.startedAtMs > rotation.graceMs;
  const intent = {
    startedAtMs: grant.intent?.startedAtMs ?? serverNowMs,
    attempts: (grant.intent?.attempts ?? 0) + 1,
    hasBeenRetriedLate: isLate,
  };
  const marked: Grant = { ...grant, intent };
  await updateGrant(ports.vault, grant.id, { intent });
  const answer = await refreshTokens(context, tokens);
  if (!answer.ok) {
    const evidence = { ...answer.problem.evidence, history: historyOf(marked, serverNowMs) };
    return noteFailure(ports, marked, { ...answer.problem, evidence });
  }
  const { accessExpiresAtMs, issuedAtMs, scopes, clockOffsetMs, told } = answer.value;
  const stored = await storeTokens(
    ports.vault,
    {
      ...grant,
      scopes,
      accessExpiresAtMs,
      refreshIssuedAtMs: issuedAtMs,
      refreshFailures: 0,
      hasRotated: answer.value.tokens.refreshToken !== tokens.refreshToken,
      apiBase: told.apiBase ?? grant.apiBase,
      endsAtMs: told.endsInMs === undefined ? grant.endsAtMs : issuedAtMs + told.endsInMs,
      nextRefreshAtMs: planRefresh({
        accessExpiresAtMs,
        keepAliveMs,
        nowMs: ports.now(),
        clockOffsetMs: clockOffsetMs ?? context.clockOffsetMs,
      }),
    },
    answer.value.tokens,
  );
  if (clockOffsetMs !== undefined) await ports.clock.note(clockOffsetMs);
  return { kind: 'fresh', accessToken: answer.value.tokens.accessToken, grant: stored, wasRefreshed: true };
}

/**
 * A usable access token, refreshed when needed. Many callers at once lead to one token request: the later ones find the
 * token that the first one stored.
 */
export function freshAccessToken(ports: LocalPorts, grantId: string, need: Need = {}): Promise<FreshToken> {
  return ports.withLock(`grant:${grantId}`, async () => {
    const opened = await openGrant(ports.vault, grantId);
    if (opened === 'missing' || opened === 'unreadable') return { kind: 'held', hold: 'sign_in_unreadable' };
    const { grant, tokens } = opened;
    if (grant.deadSinceMs !== undefined && !need.isAskedFor) return { kind: 'dead', grant };
    const clockOffsetMs = await ports.clock.offsetMs();
    const isNewEnough = need.newerThan === undefined || grant.version > need.newerThan;
    if (isNewEnough && isAccessFresh(grant, ports.now() - clockOffsetMs) && grant.deadSinceMs === undefined) {
      return { kind: 'fresh', accessToken: tokens.accessToken, grant, wasRefreshed: false };
    }
    if (grant.refreshFailures > 0 && ports.now() < grant.nextRefreshAtMs && !need.isAskedFor) {
      return { kind: 'backing_off', untilMs: grant.nextRefreshAtMs };
    }
    const provider = findProvider(grant.providerId);
    const app = provider && (await openUsableApp(ports.vault, provider, grant.appId));
    if (!provider || !app) return { kind: 'held', hold: 'no_app_credentials' };
    const context = { provider, app: appAtGrant(app, grant), clockOffsetMs, send: ports.send, now: ports.now };
    return refreshInsideLock(ports, grant, tokens, context);
  });
}
