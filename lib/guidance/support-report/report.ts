import type { AreaMatrix } from '../../model/area-check';
import type { Cause } from '../../model/cause';
import { blockReasonOf, type Connection } from '../../model/connection';
import type { Diagnosis } from '../../model/diagnosis';
import type { HistoryEvent, HistoryKind } from '../../model/history';
import { type KnownName, namesOfConnection, namesOfHistory } from '../../model/known-name';
import { type CleanText, textCleaner } from './clean-text';

const dayMs = 24 * 60 * 60_000;

/** How far back "lately" goes. */
const latelyMs = 30 * dayMs;

/** Events in the report, newest first, at most. */
const maxTimeline = 60;

/** Kinds of events that mean that something around the connection was changed. */
const changes: ReadonlySet<HistoryKind> = new Set([
  'reconnected',
  'person_changed',
  'company_renamed',
  'paused',
  'resumed',
]);

/** One line of the timeline: what happened, never names or what a person typed. */
export interface ReportEvent {
  at: string;
  kind: HistoryKind;
  cause?: Cause;
  /** The provider's code, or what a test told. */
  detail?: string;
  requestId?: string;
  test?: string;
}

/**
 * What support may know of a connection: an allow-list of fields, and in those that hold provider text no known name, no
 * address, no token (SEC-43, UX-95). Times are ISO 8601 in UTC.
 */
export interface SupportReport {
  reference: string;
  madeAt: string;
  product: { name: string; version: string; browser: string };
  integration: { provider: string; environment: string; company: string; connectedForDays: number };
  /** Which report: the data area whose read fails; undefined when the whole connection does. */
  area?: string;
  state: string;
  frequency: {
    pattern: 'never_failed' | 'failing_since_start' | 'every_time' | 'sometimes';
    failures: number;
    recoveries: number;
  };
  changedLately: ReportEvent[];
  diagnosis?: {
    cause: Cause;
    confidence: number;
    action: string;
    actor: string;
    reconnectHelps: string;
    alternatives: { cause: Cause; confidence: number }[];
    rules: string[];
    code?: string;
    description?: string;
    status?: number;
    missingScope?: string;
    plan?: string;
    subscriptionStatus?: string;
    requestId?: string;
  };
  others: { failing: number; working: number };
  requestIds: string[];
  timeline: ReportEvent[];
}

/** What a report is made from; `history` newest first, times Unix ms. */
export interface ReportInput {
  reference: string;
  nowMs: number;
  product: { name: string; version: string; browser: string };
  connection: Connection;
  history: readonly HistoryEvent[];
  /** The last "check what works", where there was one. */
  areas: AreaMatrix | undefined;
  others: { failing: number; working: number };
  /** Every name the product knows, of whichever connection: none of them may leave in a provider's text. */
  knownNames: readonly KnownName[];
}

function toEvent({ atMs, kind, cause, detail, requestId, test }: HistoryEvent, clean: CleanText): ReportEvent {
  const isTold = kind === 'failed' || kind === 'tested' || kind === 'area_failed' || kind === 'area_fixed';
  return {
    at: new Date(atMs).toISOString(),
    kind,
    ...(cause ? { cause } : {}),
    ...(isTold && detail ? { detail: clean.text(detail) } : {}),
    ...(requestId ? { requestId: clean.id(requestId) } : {}),
    ...(test ? { test } : {}),
  };
}

function frequencyOf({ connection, history, nowMs }: ReportInput): SupportReport['frequency'] {
  const lately = history.filter((event) => nowMs - event.atMs <= latelyMs);
  const failures = lately.filter(({ kind }) => kind === 'failed' || kind === 'area_failed').length;
  const recoveries = lately.filter(({ kind }) => kind === 'recovered' || kind === 'area_fixed').length;
  if (failures === 0 && connection.failingSinceMs === undefined)
    return { pattern: 'never_failed', failures, recoveries };
  if (connection.lastSuccessAtMs === undefined) return { pattern: 'failing_since_start', failures, recoveries };
  return { pattern: recoveries > 0 ? 'sometimes' : 'every_time', failures, recoveries };
}

/** The areas that do not work; a connection that works may well have some. */
function failingAreas({ areas }: ReportInput): { areaId: string; diagnosis: Diagnosis }[] {
  return (areas?.results ?? []).flatMap(({ areaId, diagnosis }) => (diagnosis ? [{ areaId, diagnosis }] : []));
}

function diagnosisOf(diagnosis: Diagnosis | undefined, clean: CleanText): SupportReport['diagnosis'] {
  if (!diagnosis) return undefined;
  const { code, description, status, missingScope, plan, subscriptionStatus, requestId } = diagnosis.facts;
  return {
    cause: diagnosis.cause,
    confidence: Math.round(diagnosis.confidence * 100) / 100,
    action: diagnosis.action,
    actor: diagnosis.actor,
    reconnectHelps: diagnosis.reconnectHelps,
    alternatives: diagnosis.alternatives.map(({ cause, confidence }) => ({
      cause,
      confidence: Math.round(confidence * 100) / 100,
    })),
    rules: diagnosis.rules,
    ...(code ? { code: clean.text(code) } : {}),
    ...(description ? { description: clean.text(description) } : {}),
    ...(status === undefined ? {} : { status }),
    ...(missingScope ? { missingScope: clean.text(missingScope) } : {}),
    ...(plan ? { plan: clean.text(plan) } : {}),
    ...(subscriptionStatus ? { subscriptionStatus: clean.text(subscriptionStatus) } : {}),
    ...(requestId ? { requestId: clean.id(requestId) } : {}),
  };
}

/** All known names, with those this connection has now and had before. */
function cleanerFor({ connection, history, knownNames }: ReportInput): CleanText {
  return textCleaner([...knownNames, ...namesOfConnection(connection), ...namesOfHistory(history)]);
}

/**
 * Answers the four questions support asks – which report, which integration, always or sometimes, what changed – from
 * what is stored, redacted. Every text that a provider or a person wrote goes through `clean`. Pure: the same input gives the same report.
 */
export function toSupportReport(input: ReportInput): SupportReport {
  const { connection, history, nowMs } = input;
  const clean = cleanerFor(input);
  const failing = failingAreas(input);
  const diagnosis = diagnosisOf(connection.diagnosis ?? failing[0]?.diagnosis, clean);
  const area = connection.diagnosis?.facts.area ?? failing.map(({ areaId }) => areaId).join(', ');
  const timeline = history.map((event) => toEvent(event, clean));
  const ids = [diagnosis?.requestId, ...timeline.map((event) => event.requestId)].filter((id) => id !== undefined);
  const lately = history.filter((event) => changes.has(event.kind) && nowMs - event.atMs <= latelyMs);
  return {
    reference: input.reference,
    madeAt: new Date(nowMs).toISOString(),
    product: input.product,
    integration: {
      provider: clean.id(connection.providerId),
      environment: connection.environment,
      company: 'Company 1',
      connectedForDays: Math.floor((nowMs - connection.connectedAtMs) / dayMs),
    },
    ...(area ? { area: clean.id(area) } : {}),
    state: blockReasonOf(connection) ?? connection.status,
    frequency: frequencyOf(input),
    changedLately: lately.map((event) => toEvent(event, clean)),
    ...(diagnosis ? { diagnosis } : {}),
    others: input.others,
    requestIds: [...new Set(ids)].slice(0, 20),
    timeline: timeline.slice(0, maxTimeline),
  };
}
