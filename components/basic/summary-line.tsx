import { t } from '../../lib/browser/translate';
import type { SummaryView } from '../view/summary-view';

/** "2 of 14 need you", and what the others do. */
export function SummaryLine({ view }: { view: SummaryView }) {
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
    </div>
  );
}
