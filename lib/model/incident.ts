import type { Connection } from './connection';

/** What failing connections can have in common, so that one act mends them all. */
export type IncidentKind = 'permission' | 'app_key' | 'sign_in' | 'scope' | 'app' | 'outage' | 'network' | 'clock';

/** One incident: its kind, and what it is about (a grant, an app, a provider; empty for the device itself). */
export interface Incident {
  kind: IncidentKind;
  about: string;
}

type Facts = Pick<
  Connection,
  'status' | 'isPaused' | 'hold' | 'diagnosis' | 'hasGrantFailed' | 'grantId' | 'providerId' | 'environment'
>;

function heldBack({ hold, grantId, providerId, environment }: Facts): Incident | undefined {
  if (hold === 'no_permission') return { kind: 'permission', about: providerId };
  if (hold === 'no_app_credentials') return { kind: 'app_key', about: `${providerId} ${environment}` };
  return hold === undefined ? undefined : { kind: 'sign_in', about: grantId };
}

/**
 * The incident a failing connection is part of; undefined where its failure is its own. Pure.
 *
 * A cause alone does not make an incident: one company that an admin disconnected has nothing to do with the next one of
 * the same grant. Shared is what lies with the grant (told by a refresh), the app, the provider as a whole or the device.
 */
export function incidentOf(connection: Facts): Incident | undefined {
  const { status, isPaused, diagnosis, grantId, providerId, environment } = connection;
  if (isPaused || status === 'connected') return undefined;
  if (connection.hold !== undefined) return heldBack(connection);
  if (!diagnosis) return undefined;
  const { cause, actor, facts } = diagnosis;
  const app = `${providerId} ${environment}`;
  if (connection.hasGrantFailed) return { kind: 'sign_in', about: grantId };
  switch (cause) {
    case 'scope_missing':
      return { kind: 'scope', about: `${grantId} ${facts.missingScope ?? ''}` };
    case 'client_credentials_invalid':
    case 'redirect_uri_mismatch':
      return { kind: 'app', about: `${app} ${cause}` };
    // An app that a company's admin has to allow is that company's own matter; one its owner has to mend is everybody's.
    case 'app_not_authorized':
      return actor === 'app_owner' ? { kind: 'app', about: `${app} ${cause}` } : undefined;
    case 'provider_outage':
      return { kind: 'outage', about: app };
    case 'network_unreachable':
      return { kind: 'network', about: '' };
    case 'clock_skew':
      return { kind: 'clock', about: '' };
    default:
      return undefined;
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
