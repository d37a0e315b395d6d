import { useId } from 'preact/hooks';
import { t, tk } from '../../lib/browser/translate';
import { ProviderTile } from '../basic/provider-tile';
import { placeHref } from '../state/places';
import type { IncidentView } from '../view/incident-view';
import { PrimaryButton } from './action-button';
import { StatusLine } from './connection-row';
import { DiagnosisCard } from './diagnosis-card';
import type { RunAction } from './row-actions';

/** Names an incident shows while it is closed. */
const shownNames = 3;

function More({ count }: { count: number }) {
  if (count <= 0) return null;
  return <> {t({ key: 'status_incident_more', count, values: [String(count)] })}</>;
}

/** Which companies, as long as the entry is closed. */
function Names({ incident }: { incident: IncidentView }) {
  const shown = incident.members.slice(0, shownNames);
  return (
    <p class="row-names">
      {shown.map((member, place) => (
        <span key={member.id}>
          {place > 0 && ' · '}
          <bdi>{member.companyName}</bdi>
        </span>
      ))}
      <More count={incident.count - shown.length} />
    </p>
  );
}

function Members({ incident }: { incident: IncidentView }) {
  return (
    <>
      <ul class="incident-members" aria-label={tk('status_incident_list_label')}>
        {incident.members.map((member) => (
          <li key={member.id}>
            <a href={placeHref('connections', member.id)}>
              <bdi>{member.companyName}</bdi>
            </a>
          </li>
        ))}
      </ul>
      {incident.count > incident.members.length && (
        <p class="hint">
          <More count={incident.count - incident.members.length} />
        </p>
      )}
    </>
  );
}

/** Several connections that fail for one reason: one headline, one button, and which they are (one incident, not twelve alarms). */
export function IncidentRow(props: {
  incident: IncidentView;
  isExpanded: boolean;
  onToggle(id: string): void;
  onAction: RunAction;
}) {
  const { incident, isExpanded, onToggle, onAction } = props;
  const { lead, count } = incident;
  const id = useId();
  const name = t({ key: 'status_incident_companies', count, values: [String(count)] });
  return (
    <li class="row incident" data-status={lead.status}>
      <ProviderTile
        monogram={incident.isOfOneProvider ? lead.monogram : '…'}
        name={incident.isOfOneProvider ? lead.providerName : ''}
      />
      <h3>
        <button
          type="button"
          class="row-toggle"
          aria-expanded={isExpanded}
          aria-controls={isExpanded ? `${id}-detail` : undefined}
          aria-describedby={`${id}-state`}
          onClick={() => onToggle(incident.id)}
        >
          {name}
        </button>
      </h3>
      <StatusLine view={lead} id={`${id}-state`} />
      <div class="row-headline">
        {lead.headline && <p>{t(lead.headline)}</p>}
        {!isExpanded && <Names incident={incident} />}
      </div>
      <PrimaryButton view={lead} onAction={onAction} name={name} />
      {isExpanded && (
        <div class="row-detail" id={`${id}-detail`}>
          {lead.guidance && <DiagnosisCard guidance={lead.guidance} view={lead} />}
          <Members incident={incident} />
        </div>
      )}
    </li>
  );
}
