import { nowMs } from '../../../components/state/live';
import { type HistoryLine, toHistoryLine } from '../../../components/view/history-view';
import { t, tk, wordsLocale } from '../../../lib/browser/translate';
import type { HistoryEvent } from '../../../lib/model/history';
import { hasMoreHistory, showMoreHistory } from '../store';

function Line({ line }: { line: HistoryLine }) {
  return (
    <li data-tone={line.tone}>
      <time dateTime={line.time.iso} title={line.time.relative}>
        {line.time.exact}
      </time>
      <div>
        <p>
          <span class="event">{t(line.words)}</span>
          {line.reason && <span class="reason">{t(line.reason)}</span>}
          {line.name !== undefined && <bdi class="reason">{line.name}</bdi>}
        </p>
        {line.codes.length > 0 && (
          <p class="event-codes">
            <bdi>{line.codes.join(' · ')}</bdi>
          </p>
        )}
      </div>
    </li>
  );
}

/** What happened to a connection, newest first. */
export function HistoryList({ events }: { events: readonly HistoryEvent[] }) {
  return (
    <section class="panel">
      <h2>{tk('console_history_title')}</h2>
      {events.length === 0 && <p class="hint">{tk('console_history_empty')}</p>}
      <ol class="history">
        {events.map((event) => {
          const line = toHistoryLine(event, nowMs.value, wordsLocale());
          return <Line key={line.key} line={line} />;
        })}
      </ol>
      {hasMoreHistory.value && (
        <button type="button" class="button" onClick={showMoreHistory}>
          {tk('console_history_more')}
        </button>
      )}
    </section>
  );
}
