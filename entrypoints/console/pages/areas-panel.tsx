import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { StatusIcon } from '../../../components/basic/status-icon';
import { type AreaView, toAreasVerdict, toAreaViews } from '../../../components/view/area-view';
import type { ConnectionView } from '../../../components/view/connection-view';
import { t, tk } from '../../../lib/browser/translate';
import type { AreaMatrix } from '../../../lib/model/area-check';
import type { Connection } from '../../../lib/model/connection';
import { findProvider } from '../../../lib/providers';
import { checkAreas } from '../actions';
import { AreaFindingCard } from './area-finding';

function Row({ view }: { view: AreaView }) {
  return (
    <li data-status={view.status}>
      <span class="area-name">{t(view.name)}</span>
      <span class="status-line" data-status={view.status}>
        <StatusIcon status={view.status} />
        <span class="status-word">{t(view.word)}</span>
      </span>
      {view.why && (
        <span class="area-why">
          {t(view.why)}
          {view.needs !== undefined && (
            <>
              {' – '}
              {tk('area_needs')} <bdi>{view.needs}</bdi>
            </>
          )}
        </span>
      )}
    </li>
  );
}

function Matrix({ matrix, providerId }: { matrix: AreaMatrix; providerId: string }) {
  const verdict = toAreasVerdict(matrix);
  const areas = findProvider(providerId)?.areas ?? [];
  return (
    <>
      <p class="verdict" data-tone={verdict.tone} role="status">
        {t(verdict.words)}
      </p>
      <ul class="areas">
        {toAreaViews(matrix, areas).map((view) => (
          <Row key={view.id} view={view} />
        ))}
      </ul>
    </>
  );
}

/** "Check what works" and "Will this report work?": the data areas of a connection, read one at a time. */
export function AreasPanel(props: {
  view: ConnectionView;
  connection: Connection;
  matrix: AreaMatrix | undefined;
  /** The report to begin with: brought before the eyes. */
  wanted: string | undefined;
}) {
  const { view, connection, matrix } = props;
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (props.wanted !== undefined) section.current?.scrollIntoView();
  }, []);
  const provider = findProvider(view.providerId);
  const [wanted, setWanted] = useState(props.wanted ?? '');
  if (!provider) return null;
  const areaIds = provider.reports?.find((report) => report.id === wanted)?.areaIds ?? [];
  const isRunning = matrix !== undefined && matrix.finishedAtMs === undefined;
  const submit = (event: Event): void => {
    event.preventDefault();
    void checkAreas(view.id, areaIds);
  };
  return (
    <section class="panel" ref={section}>
      <h2>{tk('area_title')}</h2>
      <p>{tk('area_lead', view.providerName)}</p>
      <form class="area-form" onSubmit={submit}>
        <label for={id}>{tk('area_what')}</label>
        <select
          id={id}
          value={areaIds.length > 0 ? wanted : ''}
          onChange={(event) => setWanted(event.currentTarget.value)}
        >
          <option value="">{tk('area_everything')}</option>
          {provider.reports?.map((report) => (
            <option key={report.id} value={report.id}>
              {tk(`report_preset_${report.id}`)}
            </option>
          ))}
        </select>
        <button type="submit" class="button" disabled={isRunning}>
          {tk('area_check')}
        </button>
      </form>
      {matrix && <Matrix matrix={matrix} providerId={view.providerId} />}
      {matrix && <AreaFindingCard matrix={matrix} connection={connection} view={view} />}
    </section>
  );
}
