import { type Text, text } from '../../lib/model/text';
import type { StatusCounts } from '../../lib/store/connections';

/** The first line of every list: how much needs the person (UX-02), and what the rest does. */
export interface SummaryView {
  title: Text;
  detail: Text[];
  needsPerson: boolean;
}

const detailKeys = [
  ['unknown', 'status_count_unknown'],
  ['waiting', 'status_count_waiting'],
  ['offline', 'status_count_offline'],
  ['connected', 'status_count_connected'],
  ['paused', 'status_count_paused'],
] as const satisfies readonly (readonly [keyof StatusCounts, string])[];

/** What the counts of states do not tell. */
export interface SummaryFacts {
  isOnline: boolean;
  /** How many things a person has to mend; one may stop many connections. */
  fixes: number;
  /** Stored connections whose record is damaged: in no list, and not to be passed over in silence (SEC-39). */
  unreadable: number;
}

function unreadableText(unreadable: number): Text {
  return { key: 'status_summary_unreadable', count: unreadable, values: [`${unreadable}`] };
}

function titleOf(counts: StatusCounts, { isOnline, fixes, unreadable }: SummaryFacts): Text {
  if (fixes > 0 && fixes < counts.needs_you) {
    const values = [`${fixes}`, `${counts.needs_you}`, `${counts.total}`];
    return { key: 'status_summary_fix', count: fixes, values };
  }
  if (counts.needs_you > 0) {
    return { key: 'status_summary_need', count: counts.needs_you, values: [`${counts.needs_you}`, `${counts.total}`] };
  }
  if (unreadable > 0) return unreadableText(unreadable);
  if (!isOnline) return text('status_summary_offline');
  if (counts.total > 0 && counts.connected === counts.total) {
    return { key: 'status_summary_all', count: counts.total, values: [`${counts.total}`] };
  }
  return text('status_summary_none_need');
}

/** Without a network nothing more is claimed about those that wait for one (UX-04). */
function asOffline(counts: StatusCounts): StatusCounts {
  const offline = counts.total - counts.needs_you - counts.paused;
  return { ...counts, unknown: 0, waiting: 0, connected: 0, offline };
}

/** Sums up a list of connections. */
export function toSummaryView(counts: StatusCounts, facts: SummaryFacts): SummaryView {
  const { isOnline, unreadable } = facts;
  const isPlain = counts.connected === counts.total && isOnline;
  const told = isOnline ? counts : asOffline(counts);
  const others = isPlain ? [] : detailKeys.filter(([state]) => told[state] > 0);
  return {
    title: titleOf(counts, facts),
    detail: [
      ...others.map(([state, key]) => text(key, `${told[state]}`)),
      ...(unreadable > 0 && counts.needs_you > 0 ? [unreadableText(unreadable)] : []),
      ...(unreadable > 0 ? [text('status_unreadable_todo')] : []),
    ],
    needsPerson: counts.needs_you > 0 || unreadable > 0,
  };
}
