import { useEffect, useRef } from 'preact/hooks';
import { DiskFullBanner } from '../../components/basic/disk-full-banner';
import { EmptyState } from '../../components/basic/empty-state';
import { LiveRegion } from '../../components/basic/live-region';
import { SearchField } from '../../components/basic/search-field';
import { SummaryLine } from '../../components/basic/summary-line';
import { ToastBar } from '../../components/basic/toast';
import { ConnectionList } from '../../components/connection/connection-list';
import { checkAll, runConnectionAction } from '../../components/state/connection-actions';
import { currentFlow } from '../../components/state/lazy';
import { hasMore, hasSearch, query, summary, total, views } from '../../components/state/list';
import { hasFlowNews } from '../../components/state/live';
import { placeHref } from '../../components/state/places';
import { focusOnSlash } from '../../components/state/slash-key';
import { toStoreProblemView } from '../../components/view/problem-view';
import { t, tk } from '../../lib/browser/translate';
import type { StoreProblem } from '../../lib/store/database';
import { addCurrentSite } from './add-current-site';
import { problem, search, showMore } from './store';
import { useFirstFocus } from './use-first-focus';

function StoreProblemScreen({ problem }: { problem: StoreProblem }) {
  const { title, detail } = toStoreProblemView(problem);
  return (
    <EmptyState kind="error" title={t(title)} detail={t(detail)}>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {tk('status_way_try_again')}
      </button>
    </EmptyState>
  );
}

function NothingConnected() {
  return (
    <EmptyState kind="empty" title={tk('popup_empty_title')} detail={tk('popup_empty_detail')}>
      <a class="button primary" href={placeHref('connect')}>
        {tk('popup_empty_action')}
      </a>
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState
      kind="no_result"
      title={tk('status_no_result_title', query.value)}
      detail={tk('status_no_result_detail')}
    >
      <button type="button" class="button" onClick={() => search('')}>
        {tk('status_no_result_action')}
      </button>
    </EmptyState>
  );
}

function Connections() {
  const searchBox = useRef<HTMLInputElement>(null);
  useEffect(() => focusOnSlash(searchBox), []);
  return (
    <>
      {hasSearch.value && (
        <SearchField label={tk('status_search')} value={query.value} onInput={search} inputRef={searchBox} />
      )}
      {views.value.length === 0 ? (
        <NothingFound />
      ) : (
        <ConnectionList views={views.value} onAction={runConnectionAction} />
      )}
      {hasMore.value && (
        <button type="button" class="button quiet show-more" onClick={showMore}>
          {tk('status_show_more')}
        </button>
      )}
    </>
  );
}

function Footer() {
  return (
    <footer class="popup-foot">
      <a class="button quiet" href={placeHref('connections')}>
        {tk('popup_open_console')}
      </a>
      {total.value > 0 && (
        <button type="button" class="button quiet" onClick={() => void checkAll()}>
          {tk('popup_check_all')}
        </button>
      )}
      <a class="button quiet" href={placeHref('explain')}>
        {tk('popup_explain')}
      </a>
      <button type="button" class="button quiet" onClick={() => void addCurrentSite()}>
        {tk('popup_add_site')}
      </button>
      <a class="button quiet help" href={placeHref('about')}>
        {tk('status_help')}
      </a>
    </footer>
  );
}

/** The toolbar popup: how many need you, which, and one button each. */
export function PopupApp() {
  const main = useRef<HTMLElement>(null);
  const CurrentFlow = currentFlow.value?.CurrentFlow;
  useFirstFocus(main);
  return (
    <>
      <main class="popup-main" ref={main}>
        <DiskFullBanner />
        {CurrentFlow && <CurrentFlow />}
        {problem.value && <StoreProblemScreen problem={problem.value} />}
        {!problem.value && total.value === 0 && !hasFlowNews.value && <NothingConnected />}
        {!problem.value && total.value > 0 && (
          <>
            {summary.value && <SummaryLine view={summary.value} />}
            <Connections />
          </>
        )}
      </main>
      <ToastBar />
      <Footer />
      <LiveRegion />
    </>
  );
}
