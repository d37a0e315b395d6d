import { causeRecords } from '../causes/cause-records';
import type { Need } from '../engines/local/fresh-token';
import type { AreaMatrix, AreaResult } from '../model/area-check';
import type { Evidence } from '../model/evidence';
import type { HistoryEvent } from '../model/history';
import type { Diagnose } from '../model/ports';
import type { DataArea } from '../providers/provider';

/** From this confidence on, a good status with a fault in its body counts as the fault. */
const faultFrom = 0.6;

/** An area that was asked, and what came back. */
export interface Asked {
  area: DataArea;
  evidence: Evidence;
  hasGoodStatus: boolean;
}

/** One run through areas: which are asked, what is known of the others, and what was known before. */
export interface Round {
  areas: readonly DataArea[];
  kept: readonly AreaResult[];
  before: AreaMatrix | undefined;
  isRetry: boolean;
  /** How urgent an access token is: whether a person asked. */
  need: Need;
  startedAtMs: number;
}

/** Whether an area was asked and does not work. */
export function isFailing({ outcome }: AreaResult): boolean {
  return outcome !== 'works' && outcome !== 'not_tried';
}

function earlier({ before }: Round, areaId: string): AreaResult | undefined {
  return before?.results.find((result) => result.areaId === areaId);
}

/** When an area began to fail; undefined when it is asked for the first time, or worked the last time. */
export function failingSince(round: Round, areaId: string): number | undefined {
  const known = earlier(round, areaId);
  return known && isFailing(known) ? (known.failingSinceMs ?? round.before?.startedAtMs) : undefined;
}

/**
 * Judges all answers together: which areas work and which do not is evidence about each of the others. Pure.
 *
 * @param around what is known of connection, grant and device, and of the area itself
 */
export function judge(
  diagnose: Diagnose,
  asked: readonly Asked[],
  round: Round,
  around: (evidence: Evidence, areaId: string) => Evidence,
): AreaResult[] {
  const working = asked.filter(({ evidence, hasGoodStatus }) => {
    if (!hasGoodStatus) return false;
    const { cause, confidence } = diagnose(evidence);
    return !(confidence >= faultFrom && cause !== 'not_an_auth_problem' && cause !== 'unknown');
  });
  const workingIds = working.map(({ area }) => area.id);
  const keptIds = (isWanted: (result: AreaResult) => boolean): string[] =>
    round.kept.filter(isWanted).map(({ areaId }) => areaId);
  const otherAreasOk = [...workingIds, ...keptIds(({ outcome }) => outcome === 'works')];
  const allDenied = [...asked.map(({ area }) => area.id), ...keptIds(isFailing)].filter(
    (id) => !otherAreasOk.includes(id),
  );
  return asked.map(({ area, evidence }): AreaResult => {
    const areaId = area.id;
    if (workingIds.includes(areaId)) {
      return { areaId, outcome: 'works', ...(round.isRetry ? { retried: 'fixed' } : {}) };
    }
    const siblings = { otherAreasOk, otherAreasDenied: allDenied.filter((id) => id !== areaId) };
    const diagnosis = diagnose(around({ ...evidence, siblings }, areaId));
    return {
      areaId,
      outcome: causeRecords[diagnosis.cause].areaOutcome ?? 'failed',
      diagnosis,
      failingSinceMs: failingSince(round, areaId) ?? round.startedAtMs,
      ...(round.isRetry ? { retried: 'still' } : {}),
    };
  });
}

/** Results in the order of the matrix they belong to; a retry leaves the others in their places. */
export function arranged(round: Round, results: readonly AreaResult[]): AreaResult[] {
  if (!round.isRetry) return [...results];
  return (round.before?.results ?? []).map(({ retried: _retried, ...known }) => {
    return results.find(({ areaId }) => areaId === known.areaId) ?? known;
  });
}

/** What the history keeps of a run: areas that began to fail or failed again when tried anew, and areas that work again. */
export function eventsOf(
  round: Round,
  connectionId: string,
  results: readonly AreaResult[],
  atMs: number,
): HistoryEvent[] {
  return results.flatMap((result): HistoryEvent[] => {
    const { areaId: detail, diagnosis } = result;
    const wasFailing = failingSince(round, detail) !== undefined;
    if (result.outcome === 'works' && wasFailing) return [{ connectionId, atMs, kind: 'area_fixed', detail }];
    if (!isFailing(result) || (wasFailing && !round.isRetry)) return [];
    const requestId = diagnosis?.facts.requestId;
    return [{ connectionId, atMs, kind: 'area_failed', detail, cause: diagnosis?.cause, requestId }];
  });
}
