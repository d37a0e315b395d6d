import { useId } from 'preact/hooks';
import { t } from '../../lib/browser/translate';
import { ProviderTile } from '../basic/provider-tile';
import { rowDetail } from '../state/lazy';
import type { IncidentView } from '../view/incident-view';
import { PrimaryButton } from './action-button';
import { StatusLine } from './connection-row';
import { More } from './more';
import type { RunAction } from './row-actions';

/** Names an incident shows while it is closed. */
const shownNames = 3;

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
  const IncidentDetail = rowDetail.value?.IncidentDetail;
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
      {isExpanded && IncidentDetail && <IncidentDetail incident={incident} id={`${id}-detail`} />}
    </li>
  );
}
