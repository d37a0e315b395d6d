import { causeName } from '../../lib/guidance/cause-name';
import type { NextTest } from '../../lib/model/cause';
import type { HistoryEvent, HistoryKind } from '../../lib/model/history';
import { type Text, text } from '../../lib/model/text';
import { type ShownTime, toShownTime } from './shown-time';

/** One line of a connection's history. */
export interface HistoryLine {
  key: string;
  tone: 'good' | 'bad' | 'neutral';
  words: Text;
  /** Why it happened, or what a test told. */
  reason: Text | undefined;
  /** A person's or company's name, as it was noted. */
  name: string | undefined;
  /** Provider code and request id, for support. */
  codes: readonly string[];
  time: ShownTime;
}

const words = {
  connected: 'console_history_connected',
  reconnected: 'console_history_reconnected',
  failed: 'console_history_failed',
  recovered: 'console_history_recovered',
  tested: 'console_history_tested',
  paused: 'console_history_paused',
  resumed: 'console_history_resumed',
  renamed: 'console_history_renamed',
  person_changed: 'console_history_person_changed',
  company_renamed: 'console_history_company_renamed',
  interrupted: 'console_history_interrupted',
  area_failed: 'console_history_area_failed',
  area_fixed: 'console_history_area_fixed',
} as const satisfies Record<HistoryKind, string>;

const tests = {
  refresh: 'console_test_refresh',
  list_tenants: 'console_test_list_tenants',
  read_subscription: 'console_test_read_subscription',
  other_area: 'console_test_other_area',
  provider_status: 'console_test_provider_status',
  reach_other_site: 'console_test_reach_other_site',
  server_clock: 'console_test_server_clock',
  reread_store: 'console_test_reread_store',
} as const satisfies Record<NextTest, string>;

/** What the monitor notes as the outcome of a test; an outcome without words here is shown as it was noted. */
const outcomes: ReadonlyMap<string | undefined, string> = new Map([
  ['works', 'console_told_works'],
  ['refused', 'console_told_refused'],
  ['still_failing', 'console_told_still_failing'],
  ['listed', 'console_told_listed'],
  ['not_listed', 'console_told_not_listed'],
  ['other_works', 'console_told_other_works'],
  ['other_fails', 'console_told_other_fails'],
  ['reached', 'console_told_reached'],
  ['not_reached', 'console_told_not_reached'],
]);

const good: readonly HistoryKind[] = ['connected', 'reconnected', 'recovered', 'area_fixed'];
const bad: readonly HistoryKind[] = ['failed', 'interrupted', 'area_failed'];
const named: readonly HistoryKind[] = ['renamed', 'person_changed', 'company_renamed'];

function toneOf(kind: HistoryKind): HistoryLine['tone'] {
  if (good.includes(kind)) return 'good';
  return bad.includes(kind) ? 'bad' : 'neutral';
}

function reasonOf({ cause, detail }: HistoryEvent): Text | undefined {
  const outcome = outcomes.get(detail);
  if (outcome !== undefined) return text(outcome);
  return cause && causeName(cause);
}

/** The line of one event. */
export function toHistoryLine(event: HistoryEvent, nowMs: number, locale: string): HistoryLine {
  const isNamed = named.includes(event.kind);
  const code = isNamed || outcomes.has(event.detail) ? undefined : event.detail;
  return {
    key: `${event.atMs}-${event.kind}-${event.test ?? ''}`,
    tone: toneOf(event.kind),
    words: text(event.test === undefined ? words[event.kind] : tests[event.test]),
    reason: reasonOf(event),
    name: isNamed ? event.detail : undefined,
    codes: [code, event.requestId].filter((part) => part !== undefined),
    time: toShownTime(event.atMs, nowMs, locale),
  };
}
