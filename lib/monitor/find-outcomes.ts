import { atGrant } from '../engines/connection-record';
import { callApi } from '../engines/local/api-call';
import { type FreshToken, freshAccessToken, type Need } from '../engines/local/fresh-token';
import { neverMs } from '../engines/local/plan-refresh';
import { reachableCompanies } from '../engines/local/reachable-companies';
import type { Connection, Tenant } from '../model/connection';
import type { Evidence } from '../model/evidence';
import { failure, type Result, success } from '../model/result';
import { knownEnd } from '../model/sign-in-end';
import { findProvider } from '../providers';
import type { Provider } from '../providers/provider';
import { listByProvider } from '../store/connections';
import { isGrantDead, markDead } from './dead-grant';
import { withSurroundings } from './evidence-context';
import { type Finding, type GrantAccess, investigate } from './investigate';
import type { CheckOutcome } from './outcome';
import type { MonitorPorts } from './ports';

/** Access that works, and the companies it reaches. */
interface Reach {
  provider: Provider;
  fresh: Extract<FreshToken, { kind: 'fresh' }>;
  /** Undefined where the provider has no list to ask. */
  tenants: Tenant[] | undefined;
  isAskedFor: boolean;
}

type OutcomeOf = (connection: Connection) => Promise<CheckOutcome>;

/** How each connection's outcome is found; `isForGrant` where it is the grant that is over, and so every connection of it. */
export interface Outcomes {
  outcomeOf: OutcomeOf;
  isForGrant: boolean;
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

/** The store is asked for siblings only when something fails: good days cost nothing for their number. */
async function othersOf(ports: MonitorPorts, connection: Connection): Promise<Connection[]> {
  const all = await listByProvider(ports.store, connection.providerId);
  return all.filter((other) => other.id !== connection.id);
}

/** What a good read told, and where the customer's API is by now. */
type CompanyRead = ReturnType<Provider['check']['read']> & object & Pick<Connection, 'apiBase' | 'signInEnd'>;

async function readCompany(
  ports: MonitorPorts,
  provider: Provider,
  connection: Connection,
  { grant, accessToken }: GrantAccess,
): Promise<Result<CompanyRead, Evidence>> {
  const here = atGrant(connection, grant);
  const { outcome, evidence } = await callApi(ports, provider, provider.check.request(here), accessToken);
  const facts = outcome.answer?.status === 200 ? provider.check.read(outcome.answer.body, here) : undefined;
  if (!facts) return failure(evidence);
  // A good answer about another company says that this one is out of reach (SEC-13).
  if (facts.tenantId !== undefined && facts.tenantId !== connection.tenantId) {
    return failure({ ...evidence, grant: { tenantStillListed: false } });
  }
  const idleLifeMs = provider.oauth({ environment: connection.environment }).refreshIdleLifeMs;
  const signInEnd = knownEnd(grant, idleLifeMs, await ports.clock.offsetMs());
  return success({ ...facts, apiBase: here.apiBase, signInEnd });
}

/** Where a refresh would have told more but has to wait, what an earlier one told stays: it was told by the provider. */
function orLater(connection: Connection, finding: Extract<Finding<unknown>, { kind: 'fails' }>): CheckOutcome {
  const { postponedToMs } = finding;
  return postponedToMs !== undefined && connection.diagnosis ? { kind: 'later', atMs: postponedToMs } : finding;
}

async function explain(
  ports: MonitorPorts,
  reach: Reach,
  connection: Connection,
  evidence: Evidence,
): Promise<CheckOutcome> {
  const finding = await investigate(ports, {
    connection,
    provider: reach.provider,
    grant: reach.fresh.grant,
    accessToken: reach.fresh.accessToken,
    evidence,
    others: await othersOf(ports, connection),
    isAskedFor: reach.isAskedFor,
    askAgain: (access) => readCompany(ports, reach.provider, connection, access),
  });
  if (finding.kind === 'works') return { kind: 'works', ...finding.value, asked: finding.asked };
  if (finding.isGrantDead) await markDead(ports, connection.grantId, finding.diagnosis);
  return orLater(connection, finding);
}

async function checkOne(ports: MonitorPorts, reach: Reach, connection: Connection): Promise<CheckOutcome> {
  const { provider, fresh, tenants } = reach;
  if (tenants && !tenants.some((tenant) => tenant.tenantId === connection.tenantId)) {
    const asked = await callApi(
      ports,
      provider,
      provider.check.request(atGrant(connection, fresh.grant)),
      fresh.accessToken,
    );
    const evidence: Evidence = {
      ...asked.evidence,
      grant: { tenantStillListed: false },
      history: { refreshedJustNow: fresh.wasRefreshed },
    };
    return explain(ports, reach, connection, evidence);
  }
  const facts = await readCompany(ports, provider, connection, fresh);
  if (facts.ok) return { kind: 'works', ...facts.value, asked: [] };
  const grant = { ...(tenants ? { tenantStillListed: true } : {}), ...facts.problem.grant };
  const history = { ...facts.problem.history, ...(fresh.wasRefreshed ? { refreshedJustNow: true } : {}) };
  return explain(ports, reach, connection, { ...facts.problem, grant, history });
}

/** A refresh that failed concerns every connection of the grant alike. */
async function explainRefresh(
  ports: MonitorPorts,
  failed: Extract<FreshToken, { kind: 'failed' }>,
  first: Connection,
): Promise<Outcomes> {
  const outcomeOf = async (connection: Connection): Promise<Extract<CheckOutcome, { kind: 'fails' }>> => {
    const evidence = withSurroundings(failed.evidence, {
      connection,
      grant: failed.grant,
      others: await othersOf(ports, connection),
      signs: await ports.pageSigns(connection.id),
      isOnline: ports.isOnline(),
      nowMs: ports.now(),
    });
    const diagnosis = ports.diagnose(evidence);
    return { kind: 'fails', diagnosis, asked: [], isGrantDead: isGrantDead(evidence, diagnosis) };
  };
  const { isGrantDead: isForGrant, diagnosis } = await outcomeOf(first);
  if (isForGrant) await markDead(ports, failed.grant.id, diagnosis);
  return { outcomeOf, isForGrant };
}

/**
 * Several companies of one grant that are all gone at once have most likely gone with it, and only a refresh tells: an
 * access token may outlive its grant. Undefined where some are still there, or the grant has just shown that it lives.
 */
async function renewWhereAllAreGone(
  ports: MonitorPorts,
  connections: readonly Connection[],
  fresh: Extract<FreshToken, { kind: 'fresh' }>,
  listed: readonly Tenant[],
): Promise<FreshToken | undefined> {
  const isThere = ({ tenantId }: Connection): boolean => listed.some((tenant) => tenant.tenantId === tenantId);
  if (connections.length < 2 || fresh.wasRefreshed || connections.some(isThere)) return undefined;
  return freshAccessToken(ports, fresh.grant.id, { newerThan: fresh.grant.version, isAskedFor: true });
}

/** How the outcome of each of these connections is found, after what concerns all of them has been asked once. */
export async function outcomesFor(
  ports: MonitorPorts,
  connections: readonly Connection[],
  need: Need,
  known?: FreshToken,
): Promise<Outcomes> {
  const first = connections[0];
  const provider = findProvider(first?.providerId ?? null);
  if (!first || !provider) return always({ kind: 'later', atMs: neverMs });
  if (!(await ports.hasHosts(provider.hosts.connection))) return always({ kind: 'held', hold: 'no_permission' });
  const fresh = known ?? (await freshAccessToken(ports, first.grantId, need));
  if (fresh.kind === 'held') return always({ kind: 'held', hold: fresh.hold });
  if (fresh.kind === 'failed') return explainRefresh(ports, fresh, first);
  if (fresh.kind === 'dead') return always({ kind: 'later', atMs: neverMs });
  if (fresh.kind === 'backing_off') return always({ kind: 'later', atMs: fresh.untilMs });
  const isAskedFor = need.isAskedFor === true;
  const among = (access: Reach['fresh'], tenants: Reach['tenants']): Outcomes =>
    each((connection) => checkOne(ports, { provider, fresh: access, tenants, isAskedFor }, connection));
  if (!provider.tenants) return among(fresh, undefined);
  const listAs = (access: GrantAccess): Promise<Result<Tenant[], Evidence>> =>
    reachableCompanies(ports, { provider, ...access });
  const listed = await listAs(fresh);
  if (listed.ok) {
    const renewed = await renewWhereAllAreGone(ports, connections, fresh, listed.value);
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
    isAskedFor,
    askAgain: listAs,
  });
  if (finding.kind === 'fails') {
    if (finding.isGrantDead) await markDead(ports, first.grantId, finding.diagnosis);
    return finding.postponedToMs === undefined
      ? always(finding)
      : each((connection) => Promise.resolve(orLater(connection, finding)));
  }
  return among({ ...fresh, grant: finding.grant, accessToken: finding.accessToken }, finding.value);
}
