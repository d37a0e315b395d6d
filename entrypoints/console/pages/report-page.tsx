import { useMemo } from 'preact/hooks';
import { CopyButton } from '../../../components/basic/copy-button';
import { EmptyState } from '../../../components/basic/empty-state';
import { flow, nowMs } from '../../../components/state/live';
import { placeHref } from '../../../components/state/places';
import { productFacts } from '../../../lib/browser/product';
import { t, tk } from '../../../lib/browser/translate';
import { toMarkdown } from '../../../lib/guidance/support-report/markdown';
import { type SupportReport, toSupportReport } from '../../../lib/guidance/support-report/report';
import { type KnownName, namesOfFlow } from '../../../lib/model/known-name';
import { type Detail, detail, knownNames } from '../store';

/** Short enough to be read out on the phone; says nothing about the connection. */
function referenceFor(atMs: number): string {
  return `LL-${atMs.toString(36).slice(-7).toUpperCase()}`;
}

function reportOn(current: Detail, names: readonly KnownName[], atMs: number): SupportReport {
  const { connection, history, areas, others } = current;
  return toSupportReport({
    reference: referenceFor(atMs),
    nowMs: atMs,
    product: productFacts(),
    connection,
    history,
    areas,
    others,
    knownNames: [...names, ...namesOfFlow(flow.peek())],
  });
}

function save(name: string, kind: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: kind }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Report({ current, names }: { current: Detail; names: readonly KnownName[] }) {
  // Made once per visit: what is shown is exactly what is copied or saved (UX-95).
  const atMs = useMemo(() => nowMs.peek(), [current.connection.id]);
  const report = useMemo(() => reportOn(current, names, atMs), [current, names, atMs]);
  const markdown = toMarkdown(report, t);
  return (
    <>
      <p class="back">
        <a href={placeHref('connections', current.connection.id)}>{tk('console_report_back')}</a>
      </p>
      <h1 tabIndex={-1}>{tk('console_report_title')}</h1>
      <p class="lead">{tk('console_report_lead')}</p>
      <div class="buttons">
        <CopyButton words={markdown} label={tk('console_report_copy')} />
        <button type="button" class="button" onClick={() => save(`${report.reference}.md`, 'text/markdown', markdown)}>
          {tk('console_report_save_text')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => save(`${report.reference}.json`, 'application/json', JSON.stringify(report, null, 2))}
        >
          {tk('console_report_save_data')}
        </button>
      </div>
      <pre class="report">{markdown}</pre>
    </>
  );
}

/** The support report of a connection, shown whole before it is copied or saved; never sent by us. */
export function ReportPage({ id }: { id: string | undefined }) {
  const current = detail.value;
  const names = knownNames.value;
  if (current && current.connection.id === id) return names ? <Report current={current} names={names} /> : null;
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_report_title')}</h1>
      <EmptyState kind="no_result" title={tk('console_report_none_title')} detail={tk('console_report_none_detail')}>
        <a class="button primary" href={placeHref('connections')}>
          {tk('console_gone_action')}
        </a>
      </EmptyState>
    </>
  );
}
