import { backOff, unansweredCeilingMs } from '../engines/back-off';
import { statusFor } from '../guidance/status';
import type { NextTest } from '../model/cause';
import type { BlockReason, CompanyFacts, Connection } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';
import { blockedEveryMs, type DueReason, neverMs } from '../model/due';
import type { HistoryEvent } from '../model/history';
import { needRankFor } from '../model/need';
import type { Random } from '../model/ports';
import { isLastDay, nextWarningMs, type SignInEnd } from '../model/sign-in-end';
import type { ConnectionChange } from '../store/connections';
import { isOverForGood } from './dead-grant';
import { isUnexplained } from './unexplained';

/** A differential test that was run, and in one word what it told. */
export interface AskedTest {
  test: NextTest;
  told: string;
}

/** What a check found out about one connection. */
export type CheckOutcome =
  | {
      kind: 'works';
      companyName?: string | undefined;
      company?: CompanyFacts | undefined;
      /** Where the customer's API is by now, if it has an address of its own. */
      apiBase?: string | undefined;
      signInEnd?: SignInEnd | undefined;
      asked: readonly AskedTest[];
    }
  | Failure
  | { kind: 'held'; hold: BlockReason }
  /** Nothing was asked: the grant is over, or the next try is not due. */
  | { kind: 'later'; atMs: number };

/** A check that did not work. */
export interface Failure {
  kind: 'fails';
  diagnosis: Diagnosis;
  asked: readonly AskedTest[];
  isGrantDead: boolean;
  /** There was no verdict of the service, so it is asked again soon. */
  isUnanswered?: boolean;
  /** A bug or a disk of ours stopped it. Both can be over in a moment, so it is tried again soon. */
  isOwnFault?: boolean;
  /** Its host is down, and another connection asks for all of them until then (Unix ms). */
  notBeforeMs?: number;
}

/** When and by what chance an outcome is applied; `everyMs` is the provider's check cadence. */
export interface ApplyContext {
  nowMs: number;
  everyMs: number;
  random: Random;
}

/** When it is due next, and why then. */
function dueAt(atMs: number, reason: DueReason, nowMs: number): Pick<Connection, 'nextDueAtMs' | 'due'> {
  return { nextDueAtMs: atMs, due: { reason, setAtMs: nowMs } };
}

const neverDue: Pick<Connection, 'nextDueAtMs' | 'due'> = { nextDueAtMs: neverMs, due: undefined };

/** Checks of many connections drift apart instead of falling due together: ±10 % of the cadence. */
function spreadCadence({ nowMs, everyMs, random }: ApplyContext): number {
  return nowMs + everyMs * (0.9 + 0.2 * random());
}

function testEvents(connectionId: string, asked: readonly AskedTest[], atMs: number): HistoryEvent[] {
  return asked.map(({ test, told }) => ({ connectionId, atMs, kind: 'tested', test, detail: told }));
}

function works(
  connection: Connection,
  outcome: Extract<CheckOutcome, { kind: 'works' }>,
  context: ApplyContext,
): ConnectionChange {
  const { nowMs } = context;
  const companyName = outcome.companyName || connection.companyName;
  const events: HistoryEvent[] = testEvents(connection.id, outcome.asked, nowMs);
  if (connection.failingSinceMs !== undefined)
    events.push({ connectionId: connection.id, atMs: nowMs, kind: 'recovered' });
  if (companyName !== connection.companyName) {
    events.push({
      connectionId: connection.id,
      atMs: nowMs,
      kind: 'company_renamed',
      detail: companyName.slice(0, 200),
      before: connection.companyName.slice(0, 200),
    });
  }
  const signInEnd = outcome.signInEnd ?? connection.signInEnd;
  const status = isLastDay(signInEnd, nowMs) ? 'needs_you' : 'connected';
  const dueMs = Math.min(spreadCadence(context), nextWarningMs(signInEnd, nowMs) ?? neverMs);
  return {
    events,
    connection: {
      ...connection,
      companyName,
      apiBase: outcome.apiBase ?? connection.apiBase,
      sortName: (connection.nickname ?? companyName).toLocaleLowerCase(),
      company: { ...connection.company, ...outcome.company },
      status,
      needRank: needRankFor(status, connection.isPaused),
      signInEnd,
      diagnosis: undefined,
      hold: undefined,
      block: undefined,
      hasGrantFailed: undefined,
      failingSinceMs: undefined,
      failuresInRow: 0,
      lastCheckedAtMs: nowMs,
      lastSuccessAtMs: nowMs,
      ...(connection.isPaused ? neverDue : dueAt(dueMs, 'routine', nowMs)),
    },
  };
}

function nextDueAfterFailure(
  connection: Connection,
  outcome: Failure,
  context: ApplyContext,
): Pick<Connection, 'nextDueAtMs' | 'due'> {
  const { isGrantDead, isUnanswered, isOwnFault, notBeforeMs, diagnosis } = outcome;
  const { nowMs, random } = context;
  if (connection.isPaused || (isGrantDead && isOverForGood(diagnosis))) return neverDue;
  if (notBeforeMs !== undefined) return dueAt(Math.max(nowMs, notBeforeMs), 'back_off', nowMs);
  const { action, facts, cause } = diagnosis;
  const resolvesItself = action === 'wait' || action === 'check_network' || action === 'refresh';
  if (!isUnanswered && !resolvesItself && cause !== 'unknown') return dueAt(spreadCadence(context), 'routine', nowMs);
  // The first fault of ours is tried again within a minute, however long the provider was down before it.
  const isFirstFault = isOwnFault && !isUnexplained(connection.diagnosis);
  const { ms, reason } = backOff({
    failuresInRow: isFirstFault ? 1 : connection.failuresInRow + 1,
    retryAfterMs: facts.retryAfterMs,
    ...(isUnanswered || isOwnFault ? { ceilingMs: unansweredCeilingMs } : {}),
    random,
  });
  return dueAt(nowMs + ms, reason, nowMs);
}

function fails(connection: Connection, outcome: Failure, context: ApplyContext): ConnectionChange {
  const { nowMs } = context;
  const { diagnosis } = outcome;
  const status = statusFor(diagnosis);
  const events = testEvents(connection.id, outcome.asked, nowMs);
  if (connection.diagnosis?.cause !== diagnosis.cause) {
    const { code, requestId } = diagnosis.facts;
    events.push({
      connectionId: connection.id,
      atMs: nowMs,
      kind: 'failed',
      cause: diagnosis.cause,
      detail: code,
      requestId,
    });
  }
  return {
    events,
    connection: {
      ...connection,
      status,
      needRank: needRankFor(status, connection.isPaused),
      diagnosis,
      hold: undefined,
      block: undefined,
      hasGrantFailed: outcome.isGrantDead,
      failingSinceMs: connection.failingSinceMs ?? nowMs,
      ...(outcome.notBeforeMs === undefined
        ? { failuresInRow: connection.failuresInRow + 1, lastCheckedAtMs: nowMs }
        : {}),
      ...nextDueAfterFailure(connection, outcome, context),
    },
  };
}

/** A reason that version 0.1.0 does not know has a member of its own. */
function blockedBy(reason: BlockReason): Pick<Connection, 'hold' | 'block'> {
  return reason === 'provider_missing' ? { hold: undefined, block: reason } : { hold: reason, block: undefined };
}

/**
 * What a check makes of a stored connection: its new state, when it is due next, and the events worth keeping. Pure.
 * An answer that only shows a business error is a working connection (`not_an_auth_problem`).
 */
export function applyOutcome(connection: Connection, outcome: CheckOutcome, context: ApplyContext): ConnectionChange {
  if (outcome.kind === 'works') return works(connection, outcome, context);
  if (outcome.kind === 'fails') {
    if (outcome.diagnosis.cause === 'not_an_auth_problem')
      return works(connection, { kind: 'works', asked: outcome.asked }, context);
    return fails(connection, outcome, context);
  }
  if (outcome.kind === 'later') {
    const { atMs } = outcome;
    const isNever = connection.isPaused || atMs >= neverMs;
    return { connection: { ...connection, ...(isNever ? neverDue : dueAt(atMs, 'back_off', context.nowMs)) } };
  }
  return {
    connection: {
      ...connection,
      ...blockedBy(outcome.hold),
      hasGrantFailed: undefined,
      status: 'needs_you',
      needRank: needRankFor('needs_you', connection.isPaused),
      failingSinceMs: connection.failingSinceMs ?? context.nowMs,
      ...(connection.isPaused ? neverDue : dueAt(context.nowMs + blockedEveryMs, 'blocked', context.nowMs)),
    },
  };
}
