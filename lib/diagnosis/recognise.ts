import type { Evidence } from '../model/evidence';
import type { ProviderMark, Signals } from '../model/rule';
import { ruleBooks } from '../providers/rules';
import { hasCode, saysAny } from './match';

/** A single weak sign is not enough to name a provider. */
const enough = 0.5;

function hasHeader(names: readonly string[], wanted: readonly string[]): boolean {
  return hasCode(names, wanted);
}

function isShown(
  mark: ProviderMark,
  evidence: Evidence,
  read: Omit<Signals, 'provider'>,
  headers: readonly string[],
): boolean {
  const host = evidence.request.host?.toLowerCase() ?? '';
  return (
    (mark.hosts?.some((name) => host === name || host.endsWith(`.${name}`)) ?? false) ||
    (mark.headers !== undefined && hasHeader(headers, mark.headers)) ||
    (mark.codes !== undefined && hasCode(read.codes, mark.codes)) ||
    (mark.says !== undefined && saysAny(read.folded, mark.says)) ||
    (mark.hosts !== undefined && saysAny(read.folded, mark.hosts))
  );
}

/** The provider the evidence names, else the one whose marks weigh most; null when none weighs enough. */
export function recognise(evidence: Evidence, read: Omit<Signals, 'provider'>): string | null {
  if (evidence.provider !== null) return evidence.provider;
  const headers = Object.keys(evidence.answer?.headers ?? {});
  let best: { id: string | null; weight: number } = { id: null, weight: 0 };
  for (const [id, { marks }] of ruleBooks) {
    const weight = marks.reduce((sum, mark) => sum + (isShown(mark, evidence, read, headers) ? mark.weight : 0), 0);
    if (weight > best.weight) best = { id, weight };
  }
  return best.weight >= enough ? best.id : null;
}
