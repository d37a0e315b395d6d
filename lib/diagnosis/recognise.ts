import type { Evidence } from '../model/evidence';
import type { ProviderMark, Signals } from '../model/rule';
import { ruleBooks } from '../providers/rules';
import { fold } from './fold';
import { hasCode, saysAny } from './match';

/** A single weak sign is not enough to name a provider. */
const enough = 0.5;

/** Names of elements and members are telling too, and are not among the words a person reads. */
const markupLength = 1_500;

interface Seen {
  host: string;
  headers: readonly string[];
  codes: readonly string[];
  folded: string;
  raw: string;
}

function isShown({ hosts, headers, codes, says, spells }: ProviderMark, seen: Seen): boolean {
  return (
    (hosts !== undefined &&
      (saysAny(seen.folded, hosts) || hosts.some((name) => seen.host === name || seen.host.endsWith(`.${name}`)))) ||
    (headers !== undefined && hasCode(seen.headers, headers)) ||
    (codes !== undefined && hasCode(seen.codes, codes)) ||
    (says !== undefined && saysAny(seen.folded, says)) ||
    spells?.some((name) => seen.raw.includes(name)) === true
  );
}

/** The provider the evidence names, else the one whose marks weigh most; null when none weighs enough. */
export function recognise(evidence: Evidence, read: Omit<Signals, 'provider'>): string | null {
  if (evidence.provider !== null) return evidence.provider;
  const scopes = [...(evidence.grant.scopes ?? []), ...(evidence.request.scopes ?? [])];
  const head = (evidence.answer?.body ?? '').slice(0, markupLength);
  const seen: Seen = {
    host: evidence.request.host?.toLowerCase() ?? '',
    headers: Object.keys(evidence.answer?.headers ?? {}),
    codes: read.codes,
    folded: read.folded + fold(`${head} ${scopes.slice(0, 50).join(' ')}`),
    raw: `${head} ${(evidence.failure ?? '').slice(0, markupLength)}`.toLowerCase(),
  };
  let best: { id: string | null; weight: number } = { id: null, weight: 0 };
  for (const [id, { marks }] of ruleBooks) {
    const weight = marks.reduce((sum, mark) => sum + (isShown(mark, seen) ? mark.weight : 0), 0);
    if (weight > best.weight) best = { id, weight };
  }
  return best.weight >= enough ? best.id : null;
}
