import { clockTime } from '../../lib/model/clock-time';
import { type Text, text } from '../../lib/model/text';
import type { FreshGroup, Freshness, StaleReason } from '../../lib/monitor/freshness';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How often checks come differs between providers; more differences than these are too long for a line. */
const maxGroups = 3;

const staleKeys = {
  asleep: 'status_stale_asleep',
  closed: 'status_stale_closed',
  offline: 'status_stale_offline',
  host_down: 'status_stale_host_down',
  unexplained: 'status_stale',
} as const satisfies Record<Exclude<StaleReason, undefined> | 'unexplained', string>;

/** "58 min", "19 hr", "3 days": rounded up, because less would claim too much. */
export function duration(ms: number, locale: string): string {
  const [unit, unitMs] =
    ms <= 90 * minuteMs
      ? (['minute', minuteMs] as const)
      : ms <= 48 * hourMs
        ? (['hour', hourMs] as const)
        : (['day', 24 * hourMs] as const);
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  return format.format(Math.max(1, Math.ceil(ms / unitMs)));
}

/** What a sentence about freshness needs beside the facts. */
export interface FreshnessWords {
  nowMs: number;
  /** BCP 47 tag of the words around it. */
  locale: string;
  /** How many connections there are. */
  total: number;
  providerName(providerId: string): string;
  /** Turns a part of the sentence into words. */
  t(part: Text): string;
}

function perProvider(groups: readonly FreshGroup[], { locale, providerName, t }: FreshnessWords): string {
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  const names = new Intl.ListFormat(locale, { type: 'conjunction' });
  return list.format(
    groups.map(({ providerIds, withinMs }) =>
      t(text('status_fresh_part', names.format(providerIds.map(providerName)), duration(withinMs, locale))),
    ),
  );
}

function freshText({ isAll, groups }: Extract<Freshness, { kind: 'fresh' }>, words: FreshnessWords): Text {
  const { locale, total } = words;
  if (groups.length > 1 && groups.length <= maxGroups)
    return text(isAll ? 'status_fresh_all_each' : 'status_fresh_others_each', perProvider(groups, words));
  const within = duration(Math.max(...groups.map(({ withinMs }) => withinMs)), locale);
  return isAll ? { key: 'status_fresh_all', count: total, values: [within] } : text('status_fresh_others', within);
}

/** The sentence that says how fresh the checks are. `isStale`: some have not been made in time. */
export interface FreshnessView {
  words: Text;
  isStale: boolean;
}

/** Puts freshness into a sentence; undefined where there is nothing to say. */
export function toFreshnessView(freshness: Freshness, context: FreshnessWords): FreshnessView | undefined {
  if (freshness.kind === 'none') return undefined;
  if (freshness.kind === 'clock_changed') return { words: text('status_fresh_clock_changed'), isStale: true };
  if (freshness.kind === 'fresh') return { words: freshText(freshness, context), isStale: false };
  const { count, sinceMs, reason } = freshness;
  const key = staleKeys[reason ?? 'unexplained'];
  const values = [`${count}`, clockTime(sinceMs, context.nowMs, context.locale)];
  return { words: { key, count, values }, isStale: true };
}
