import type { HistoryEvent, HistoryKind } from '../../lib/model/history';
import { type Text, text } from '../../lib/model/text';
import { causeName } from './cause-name';
import { type ShownTime, toShownTime } from './shown-time';

/** One line of a connection's history. */
export interface HistoryLine {
  key: string;
  tone: 'good' | 'bad' | 'neutral';
  words: Text;
  cause: Text | undefined;
  /** Provider code and request id, for support. */
  details: readonly string[];
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
} as const satisfies Record<HistoryKind, string>;

const good: readonly HistoryKind[] = ['connected', 'reconnected', 'recovered'];
const bad: readonly HistoryKind[] = ['failed', 'interrupted'];

function toneOf(kind: HistoryKind): HistoryLine['tone'] {
  if (good.includes(kind)) return 'good';
  return bad.includes(kind) ? 'bad' : 'neutral';
}

/** The line of one event. */
export function toHistoryLine(event: HistoryEvent, nowMs: number, locale: string): HistoryLine {
  return {
    key: `${event.atMs}-${event.kind}`,
    tone: toneOf(event.kind),
    words: text(words[event.kind]),
    cause: event.cause === undefined ? undefined : causeName(event.cause),
    details: [event.detail, event.requestId].filter((detail) => detail !== undefined),
    time: toShownTime(event.atMs, nowMs, locale),
  };
}
