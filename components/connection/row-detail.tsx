import { tk } from '../../lib/browser/translate';
import { placeHref } from '../state/places';
import type { ConnectionView } from '../view/connection-view';
import type { IncidentView } from '../view/incident-view';
import { ConnectionFacts } from './connection-facts';
import { DiagnosisCard } from './diagnosis-card';
import { More } from './more';

/** What a row shows of its connection once it is opened. */
export function RowDetail({ view, id }: { view: ConnectionView; id: string }) {
  return (
    <div class="row-detail" id={id}>
      {view.guidance && <DiagnosisCard guidance={view.guidance} view={view} />}
      <ConnectionFacts view={view} />
      <a href={placeHref('connections', view.id)}>{tk('status_open_connection')}</a>
    </div>
  );
}

/** What a row shows of its incident once it is opened: the cause, and which connections it stops. */
export function IncidentDetail({ incident, id }: { incident: IncidentView; id: string }) {
  const { lead, members, count } = incident;
  return (
    <div class="row-detail" id={id}>
      {lead.guidance && <DiagnosisCard guidance={lead.guidance} view={lead} />}
      <ul class="incident-members" aria-label={tk('status_incident_list_label')}>
        {members.map((member) => (
          <li key={member.id}>
            <a href={placeHref('connections', member.id)}>
              <bdi>{member.companyName}</bdi>
            </a>
          </li>
        ))}
      </ul>
      {count > members.length && (
        <p class="hint">
          <More count={count - members.length} />
        </p>
      )}
    </div>
  );
}
