import { DiagnosisCard } from '../../../components/connection/diagnosis-card';
import { runConnectionAction } from '../../../components/state/connection-actions';
import { placeHref } from '../../../components/state/places';
import { type AreaFinding, toAreaFinding } from '../../../components/view/area-finding';
import type { ConnectionView } from '../../../components/view/connection-view';
import { t, tk, wordsLocale } from '../../../lib/browser/translate';
import type { AreaMatrix } from '../../../lib/model/area-check';
import type { Connection } from '../../../lib/model/connection';

function percent(share: number): string {
  return new Intl.NumberFormat(wordsLocale(), { style: 'percent' }).format(share);
}

function Headline({ finding }: { finding: AreaFinding }) {
  const names = new Intl.ListFormat(wordsLocale(), { type: 'conjunction' }).format(finding.areas.map(t));
  return (
    <>
      <h3>{tk(finding.isConnectionFine ? 'area_finding_fine_headline' : 'area_finding_headline', names)}</h3>
      {finding.isConnectionFine && (
        <p>{tk('area_finding_fine_why', finding.view.reconnectedAt?.relative ?? '', finding.view.providerName)}</p>
      )}
    </>
  );
}

function Alternatives({ finding }: { finding: AreaFinding }) {
  if (finding.alternatives.length === 0) return null;
  return (
    <>
      <p class="card-label">{tk('console_explain_other')}</p>
      <ul class="alternatives">
        {finding.alternatives.map(({ name, confidence }) => (
          <li key={name.key}>
            {t(name)} <span class="hint">{percent(confidence)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What stops the areas that do not work: after a sign-in that changed nothing, that it is not the connection. */
export function AreaFindingCard(props: { matrix: AreaMatrix; connection: Connection; view: ConnectionView }) {
  const finding = toAreaFinding(props.matrix, props.connection, props.view);
  if (!finding) return null;
  return (
    <section class="area-finding">
      <Headline finding={finding} />
      <p>
        <strong>{tk('area_finding_likely', t(finding.cause), percent(finding.confidence))}</strong>
      </p>
      <DiagnosisCard guidance={finding.guidance} view={finding.view} onAction={runConnectionAction} />
      <Alternatives finding={finding} />
      <p>
        <a href={placeHref('report', props.connection.id)}>{tk('area_finding_report')}</a>
      </p>
    </section>
  );
}
