import { useEffect, useRef } from 'preact/hooks';
import { EmptyState } from '../../../components/basic/empty-state';
import { SearchField } from '../../../components/basic/search-field';
import { SummaryLine } from '../../../components/basic/summary-line';
import { ConnectionList } from '../../../components/connection/connection-list';
import { checkAll, runConnectionAction } from '../../../components/state/connection-actions';
import { hasMore, hasSearch, query, summary, total, views } from '../../../components/state/list';
import { focusOnSlash } from '../../../components/state/slash-key';
import { tk } from '../../../lib/browser/translate';
import { connectHref } from '../connect-href';
import { search, showMore } from '../store';
import { UnreadableRecords } from './unreadable-records';

function Toolbar() {
  const searchBox = useRef<HTMLInputElement>(null);
  useEffect(() => focusOnSlash(searchBox), []);
  return (
    <div class="toolbar">
      {hasSearch.value && (
        <SearchField label={tk('status_search')} value={query.value} onInput={search} inputRef={searchBox} />
      )}
      <div class="buttons">
        <button type="button" class="button" onClick={() => void checkAll()}>
          {tk('console_check_all')}
        </button>
        <a class="button" href={connectHref()}>
          {tk('console_connect_another')}
        </a>
      </div>
    </div>
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

function List() {
  return (
    <>
      {summary.value && <SummaryLine view={summary.value} />}
      <Toolbar />
      {views.value.length === 0 ? (
        <NothingFound />
      ) : (
        <ConnectionList views={views.value} onAction={runConnectionAction} />
      )}
      {hasMore.value && (
        <button type="button" class="button show-more" onClick={showMore}>
          {tk('status_show_more')}
        </button>
      )}
    </>
  );
}

/** All connections in order of need. */
export function ConnectionsPage() {
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_nav_connections')}</h1>
      {total.value > 0 ? (
        <>
          <List />
          <UnreadableRecords />
        </>
      ) : (
        <EmptyState kind="empty" title={tk('console_empty_title')} detail={tk('console_empty_detail')}>
          <a class="button primary" href={connectHref()}>
            {tk('console_empty_action')}
          </a>
        </EmptyState>
      )}
    </>
  );
}
