import { EmptyState } from '../../../components/basic/empty-state';
import { ProviderTile } from '../../../components/basic/provider-tile';
import { ConnectionFacts } from '../../../components/connection/connection-facts';
import { StatusLine } from '../../../components/connection/connection-row';
import { DiagnosisCard } from '../../../components/connection/diagnosis-card';
import { runConnectionAction } from '../../../components/state/connection-actions';
import { placeHref } from '../../../components/state/places';
import type { ConnectionView } from '../../../components/view/connection-view';
import { t, tk } from '../../../lib/browser/translate';
import { route } from '../route';
import { detail, detailView } from '../store';
import { AreasPanel } from './areas-panel';
import { ConnectionActions } from './connection-actions';
import { ConnectionName } from './connection-name';
import { HistoryList } from './history-list';

function Gone() {
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_gone_title')}</h1>
      <EmptyState kind="no_result" title={tk('console_gone_detail_title')} detail={tk('console_gone_detail')}>
        <a class="button primary" href={placeHref('connections')}>
          {tk('console_gone_action')}
        </a>
      </EmptyState>
    </>
  );
}

function State({ view }: { view: ConnectionView }) {
  if (!view.guidance) return null;
  return (
    <section class="panel diagnosis" data-status={view.status}>
      <h2>{t(view.guidance.headline)}</h2>
      <DiagnosisCard guidance={view.guidance} view={view} onAction={runConnectionAction} />
    </section>
  );
}

/** One connection: how it is and why, what can be done with it, and what happened to it. Keyed by id: nothing of another one is left over. */
export function ConnectionPage({ id }: { id: string }) {
  const view = detailView.value;
  const current = detail.value;
  const { part } = route.value;
  if (!view || !current || view.id !== id) return <Gone />;
  return (
    <>
      <p class="back">
        <a href={placeHref('connections')}>{tk('console_back')}</a>
      </p>
      <div class="page-head">
        <ProviderTile monogram={view.monogram} name={view.providerName} />
        <ConnectionName key={id} view={view} />
        <StatusLine view={view} />
      </div>
      <div class="columns">
        <div class="column-main">
          <State view={view} />
          <AreasPanel
            key={`${id} ${part}`}
            view={view}
            connection={current.connection}
            matrix={current.areas}
            wanted={part}
          />
          <HistoryList events={current.history} />
        </div>
        <aside class="column-side" aria-label={tk('console_side_label')}>
          <ConnectionActions key={id} view={view} siblings={current.siblings} />
          <section class="panel">
            <h2>{tk('console_facts_title')}</h2>
            <ConnectionFacts view={view} />
            <p>
              <a href={placeHref('report', id)}>{tk('console_report_open')}</a>
            </p>
          </section>
        </aside>
      </div>
    </>
  );
}
