import { causeName } from '../../lib/guidance/cause-name';
import type { AreaMatrix, AreaResult } from '../../lib/model/area-check';
import { type Text, text } from '../../lib/model/text';
import type { DataArea } from '../../lib/providers/provider';
import type { ShownStatus } from './shown-status';

/** One row of "what works": the area, a state shape, a word, and what stops it. */
export interface AreaView {
  id: string;
  name: Text;
  status: ShownStatus;
  word: Text;
  /** The cause, and in the provider's words the right, the permission of the app or the part of the plan it needs. */
  why: Text | undefined;
  needs: string | undefined;
}

/** The answer to "will this report work?". */
export interface AreasVerdict {
  tone: 'good' | 'problem' | 'progress';
  words: Text;
}

const shown = {
  works: { status: 'connected', word: 'area_works' },
  denied: { status: 'needs_you', word: 'area_denied' },
  not_in_plan: { status: 'needs_you', word: 'area_not_in_plan' },
  failed: { status: 'unknown', word: 'area_failed' },
  not_tried: { status: 'paused', word: 'area_not_tried' },
} as const satisfies Record<AreaResult['outcome'], { status: ShownStatus; word: string }>;

function needsOf({ outcome, diagnosis }: AreaResult, area: DataArea | undefined): string | undefined {
  if (outcome === 'not_in_plan') return area?.subscription;
  if (outcome !== 'denied') return undefined;
  return diagnosis?.cause === 'scope_missing' ? area?.scope : area?.permission;
}

/** The word of a row; after a retry it says what that changed. */
function wordOf({ outcome, retried }: AreaResult): string {
  if (retried === 'fixed') return 'area_fixed';
  return retried === 'still' ? 'area_still' : shown[outcome].word;
}

/** Rows of the matrix in the order they were asked. */
export function toAreaViews(matrix: AreaMatrix, areas: readonly DataArea[]): AreaView[] {
  return matrix.results.map((result) => {
    const { status } = shown[result.outcome];
    const isNext = matrix.finishedAtMs === undefined && result.outcome === 'not_tried';
    return {
      id: result.areaId,
      name: text(`area_${result.areaId}`),
      status: isNext ? 'checking' : status,
      word: text(isNext ? 'area_asking' : wordOf(result)),
      why: result.diagnosis && causeName(result.diagnosis.cause),
      needs: needsOf(
        result,
        areas.find(({ id }) => id === result.areaId),
      ),
    };
  });
}

/** What asking again after a person acted came to; undefined where nothing was asked again. */
function retryVerdict(results: readonly AreaResult[]): AreasVerdict | undefined {
  if (results.every(({ retried }) => retried === undefined)) return undefined;
  const still = results.filter(({ retried }) => retried === 'still').length;
  if (still === 0) return { tone: 'good', words: text('area_verdict_fixed') };
  return { tone: 'problem', words: { key: 'area_verdict_still', count: still, values: [`${still}`] } };
}

/** Sums the matrix up: still asking, all works, what a retry came to, or how many areas stop it. */
export function toAreasVerdict({ results, finishedAtMs }: AreaMatrix): AreasVerdict {
  const tried = results.filter(({ outcome }) => outcome !== 'not_tried').length;
  if (finishedAtMs === undefined) {
    return { tone: 'progress', words: text('area_verdict_asking', `${tried}`, `${results.length}`) };
  }
  if (results.length === 0) return { tone: 'problem', words: text('area_verdict_no_access') };
  const retry = retryVerdict(results);
  if (retry) return retry;
  const stopped = results.filter(({ outcome }) => outcome !== 'works').length;
  if (stopped === 0) return { tone: 'good', words: text('area_verdict_works') };
  return { tone: 'problem', words: { key: 'area_verdict_stopped', count: stopped, values: [`${stopped}`] } };
}
