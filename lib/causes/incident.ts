import { type BlockReason, blockReasonOf, type Connection } from '../model/connection';
import type { IncidentKind } from './cause-record';
import { causeRecords } from './cause-records';

/** One incident: its kind, and what it is about (a grant, an app, a provider; empty for the device itself). */
export interface Incident {
  kind: IncidentKind;
  about: string;
}

type Facts = Pick<
  Connection,
  'status' | 'isPaused' | 'hold' | 'block' | 'diagnosis' | 'hasGrantFailed' | 'grantId' | 'providerId' | 'environment'
>;

function blockedBy(reason: BlockReason, { grantId, providerId, environment }: Facts): Incident {
  switch (reason) {
    case 'no_permission':
      return { kind: 'permission', about: providerId };
    case 'no_app_credentials':
      return { kind: 'app_key', about: `${providerId} ${environment}` };
    case 'provider_missing':
      return { kind: 'definition', about: providerId };
    case 'sign_in_unreadable':
      return { kind: 'sign_in', about: grantId };
  }
}

/**
 * The incident a failing connection is part of; undefined where its failure is its own. Pure.
 *
 * A cause alone does not make an incident: one company that an admin disconnected has nothing to do with the next one of
 * the same grant. Shared is what lies with the grant (as a refresh shows), the app, the provider as a whole or the device.
 */
export function incidentOf(connection: Facts): Incident | undefined {
  const { status, isPaused, diagnosis, grantId, providerId, environment } = connection;
  if (isPaused || status === 'connected') return undefined;
  const blockReason = blockReasonOf(connection);
  if (blockReason !== undefined) return blockedBy(blockReason, connection);
  if (!diagnosis) return undefined;
  if (connection.hasGrantFailed) return { kind: 'sign_in', about: grantId };
  const { cause, actor, facts } = diagnosis;
  const { incident, liesWith } = causeRecords[cause];
  if (!incident || (incident.onlyFor !== undefined && incident.onlyFor !== actor)) return undefined;
  const app = `${providerId} ${environment}`;
  switch (liesWith) {
    case 'consent':
      return { kind: incident.kind, about: `${grantId} ${facts.missingScope ?? ''}` };
    case 'app':
      return { kind: incident.kind, about: `${app} ${cause}` };
    case 'device':
      return { kind: incident.kind, about: '' };
    default:
      return { kind: incident.kind, about: app };
  }
}

const sharedMark = '0';
const ownMark = '1';

/**
 * The key by which the store groups failing connections: equal for all of one incident, a key of its own for every other
 * failing connection, undefined for those that fail not. Shared ones sort first, the others by name.
 */
export function incidentKeyOf(connection: Facts & Pick<Connection, 'id' | 'sortName'>): string | undefined {
  if (connection.isPaused || connection.status === 'connected') return undefined;
  const incident = incidentOf(connection);
  return incident
    ? `${sharedMark} ${incident.kind} ${incident.about}`
    : `${ownMark} ${connection.sortName} ${connection.id}`;
}

/** Whether a key of `incidentKeyOf` stands for an incident that several connections can be part of. */
export function isSharedKey(key: string): boolean {
  return key.startsWith(sharedMark);
}
