import { t } from '../../lib/browser/translate';
import { freshnessLine } from '../state/lazy';
import type { SummaryView } from '../view/summary-view';

/** "2 of 14 need you", what the others do, and how fresh that is. */
export function SummaryLine({ view }: { view: SummaryView }) {
  const FreshnessLine = freshnessLine.value?.FreshnessLine;
  return (
    <div class="summary" data-needs-person={view.needsPerson}>
      <h2>{t(view.title)}</h2>
      {view.detail.length > 0 && (
        <ul class="summary-detail">
          {view.detail.map((part) => (
            <li key={part.key}>{t(part)}</li>
          ))}
        </ul>
      )}
      <p class="freshness">{FreshnessLine && <FreshnessLine />}</p>
    </div>
  );
}
