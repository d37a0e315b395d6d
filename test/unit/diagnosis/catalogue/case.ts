import type { Cause } from '../../../../lib/model/cause.ts';
import { blankEvidence, type Evidence, type Phase } from '../../../../lib/model/evidence.ts';

/** One line of a facts page's error catalogue: what comes, and every cause an expert would accept. */
export interface CatalogueCase {
  provider: string;
  phase: Phase;
  status?: number | null;
  headers?: Record<string, string>;
  body?: string;
  failure?: string;
  request?: Evidence['request'];
  history?: Evidence['history'];
  grant?: Evidence['grant'];
  siblings?: Evidence['siblings'];
  device?: Evidence['device'];
  page?: Evidence['page'];
  accept: readonly Cause[];
  /** Whether advising a reconnect would be wrong. */
  reconnectIsWrong?: boolean;
}

/** The evidence of a catalogue line. */
export function toEvidence(line: CatalogueCase): Evidence {
  const hasAnswer = line.status !== undefined || line.body !== undefined;
  return {
    ...blankEvidence(line.provider, line.phase),
    answer: hasAnswer ? { status: line.status ?? null, headers: line.headers ?? {}, body: line.body ?? '' } : null,
    failure: line.failure ?? null,
    request: line.request ?? {},
    history: line.history ?? {},
    grant: line.grant ?? {},
    siblings: line.siblings ?? {},
    device: line.device ?? {},
    ...(line.page ? { page: line.page } : {}),
  };
}
