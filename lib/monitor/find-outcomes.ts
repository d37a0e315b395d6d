import { type FreshToken, freshAccessToken, type Need } from '../engines/local/fresh-token';
import { reachableCompanies } from '../engines/local/reachable-companies';
import type { Connection, Tenant } from '../model/connection';
import { isDefiniteRefusal } from '../model/definite-answer';
import type { Diagnosis } from '../model/diagnosis';
import { neverMs } from '../model/due';
import type { Evidence } from '../model/evidence';
import { type Result, success } from '../model/result';
import { findProvider } from '../providers';
import type { Provider } from '../providers/provider';
import { checkCompany, orLater, othersOf, type Reach, siblingsOf } from './check-company';
import { isGrantDead, markDead } from './dead-grant';
import { withSurroundings } from './evidence-context';
import { type GrantAccess, investigate } from './investigate';
import type { CheckOutcome, Failure } from './outcome';
import type { MonitorPorts } from './ports';

type OutcomeOf = (connection: Connection) => Promise<CheckOutcome>;

/** How each connection's outcome is found; `isForGrant` where it is the grant that is over, and so every connection of it. */
export interface Outcomes {
  outcomeOf: OutcomeOf;
  isForGrant: boolean;
}

/** What has just been asked for a grant, and need not be asked again. */
export interface KnownAccess {
  token: FreshToken;
  /** The companies it reaches, where the provider has listed them. */
  tenants?: Tenant[];
}

function each(outcomeOf: OutcomeOf): Outcomes {
  return { outcomeOf, isForGrant: false };
}

function always(outcome: CheckOutcome): Outcomes {
  return {
    outcomeOf: () => Promise.resolve(outcome),
    isForGrant: outcome.kind === 'fails' && outcome.isGrantDead,
  };
}

/** A refresh that failed concerns every connection of the grant alike. */
async function explainRefresh(
  ports: MonitorPorts,
  failed: Extract<FreshToken, { kind: 'failed' }>,
  first: Connection,
): Promise<Outcomes> {
  const siblings = await siblingsOf(ports, first.providerId);
  const outcomeOf = async (connection: Connection): Promise<Failure> => {
    const evidence = withSurroundings(failed.evidence, {
      connection,
      grant: failed.grant,
      others: siblings.filter(({ id }) => id !== connection.id),
      signs: await ports.pageSigns(connection.id),
      isOnline: ports.isOnline(),
      nowMs: ports.now(),
    });
    const diagnosis = ports.diagnose(evidence);
    const isUnanswered = !isDefiniteRefusal(evidence.answer);
    return { kind: 'fails', diagnosis, asked: [], isGrantDead: isGrantDead(evidence, diagnosis), isUnanswered };
  };
  const { isGrantDead: isForGrant, diagnosis } = await outcomeOf(first);
  if (isForGrant && !(await markDead(ports, failed.grant, diagnosis)))
    return always({ kind: 'later', atMs: ports.now() });
  return { outcomeOf, isForGrant };
}

/**
 * Several companies of one grant that are all gone at once have most likely gone with it, and only a refresh tells: an
 * access token may outlive its grant. Undefined where some are still there, or the grant has just shown that it lives.
 */
async function renewWhereAllAreGone(
  ports: MonitorPorts,
  connections: readonly Connection[],
  { fresh, need }: Pick<Reach, 'fresh' | 'need'>,
  listed: readonly Tenant[],
): Promise<FreshToken | undefined> {
  const isThere = ({ tenantId }: Connection): boolean => listed.some((tenant) => tenant.tenantId === tenantId);
  if (connections.length < 2 || fresh.wasRefreshed || connections.some(isThere)) return undefined;
  return freshAccessToken(ports, fresh.grant.id, { ...need, newerThan: fresh.grant.version });
}

/** A host that is down concerns every connection there; what needs a person for another reason still does. */
function whileDown(untilMs: number, diagnosis: Diagnosis): Outcomes {
  const down: Failure = {
    kind: 'fails',
    diagnosis,
    asked: [],
    isGrantDead: false,
    isUnanswered: true,
    notBeforeMs: untilMs,
  };
  return each(async ({ status }) => (status === 'needs_you' ? { kind: 'later', atMs: untilMs } : down));
}

/** The host that is asked about these companies; undefined where none of them can be asked about. */
function apiHostOf(provider: Provider, connections: readonly Connection[]): string | undefined {
  for (const connection of connections) {
    try {
      return new URL(provider.check.request(connection).url).host;
    } catch {
      // A company whose id fits no address is found out about when its own turn comes.
    }
  }
  return undefined;
}

/** The companies are asked about once a good access token is there. */
async function withAccess(
  ports: MonitorPorts,
  connections: readonly [Connection, ...Connection[]],
  { provider, fresh, tenants: known, need }: Reach,
): Promise<Outcomes> {
  const [first] = connections;
  const host = need.isAskedFor ? undefined : apiHostOf(provider, connections);
  const admitted = host === undefined ? undefined : await ports.hosts.admit(host);
  if (admitted && !admitted.isOpen) return whileDown(admitted.untilMs, admitted.diagnosis);
  const among = (access: Reach['fresh'], tenants: Reach['tenants']): Outcomes =>
    each((connection) => checkCompany(ports, { provider, fresh: access, tenants, need }, connection));
  if (!provider.tenants) return among(fresh, undefined);
  const listAs = (access: GrantAccess): Promise<Result<Tenant[], Evidence>> =>
    reachableCompanies(ports, { provider, ...access });
  const listed = known ? success(known) : await listAs(fresh);
  if (listed.ok) {
    const renewed = await renewWhereAllAreGone(ports, connections, { fresh, need }, listed.value);
    if (renewed?.kind === 'failed') return explainRefresh(ports, renewed, first);
    return among(renewed?.kind === 'fresh' ? renewed : fresh, listed.value);
  }
  const finding = await investigate(ports, {
    connection: first,
    provider,
    grant: fresh.grant,
    accessToken: fresh.accessToken,
    evidence: listed.problem,
    others: await othersOf(ports, first),
    need,
    askAgain: listAs,
  });
  if (finding.kind === 'works')
    return among({ ...fresh, grant: finding.grant, accessToken: finding.accessToken }, finding.value);
  const outcome = await orLater(ports, first, finding);
  if (finding.postponedToMs === undefined) return always(outcome);
  return each((connection) => orLater(ports, connection, finding));
}

/** A worker that dies, or a disk that refuses, once a grant is marked as over leaves its connections as they were. */
function isUntold({ hasGrantFailed }: Connection): boolean {
  return hasGrantFailed !== true;
}

/** How the outcome of each of these connections is found, after what concerns all of them has been asked once. */
export async function outcomesFor(
  ports: MonitorPorts,
  connections: readonly [Connection, ...Connection[]],
  need: Need,
  known?: KnownAccess,
): Promise<Outcomes> {
  const [first] = connections;
  const provider = findProvider(first.providerId);
  if (!provider) return always({ kind: 'held', hold: 'provider_missing' });
  if (!(await ports.hasHosts(provider.hosts.connection))) return always({ kind: 'held', hold: 'no_permission' });
  const token = known?.token ?? (await freshAccessToken(ports, first.grantId, need));
  const fresh =
    token.kind === 'dead' && connections.some(isUntold)
      ? await freshAccessToken(ports, first.grantId, { isEndUnexplained: true })
      : token;
  switch (fresh.kind) {
    case 'held':
      return always({ kind: 'held', hold: fresh.hold });
    case 'failed':
      return explainRefresh(ports, fresh, first);
    case 'dead':
      return always({ kind: 'later', atMs: neverMs });
    case 'backing_off':
      return fresh.diagnosis
        ? whileDown(fresh.untilMs, fresh.diagnosis)
        : always({ kind: 'later', atMs: fresh.untilMs });
    case 'fresh':
      return withAccess(ports, connections, {
        provider,
        fresh,
        tenants: known?.tenants,
        need,
      });
  }
}
