import { atGrant } from '../engines/connection-record';
import { callApi } from '../engines/local/api-call';
import type { FreshToken, Need } from '../engines/local/fresh-token';
import { appAtGrant } from '../engines/local/grant-app';
import { tokenHostOf } from '../engines/local/token-context';
import type { Connection, Tenant } from '../model/connection';
import { isDefiniteRefusal, isUnanswered } from '../model/definite-answer';
import type { Evidence } from '../model/evidence';
import { failure, type Result, success } from '../model/result';
import { knownEnd } from '../model/sign-in-end';
import type { Provider } from '../providers/provider';
import { listByProvider } from '../store/connections';
import { markDead } from './dead-grant';
import { type Finding, type GrantAccess, investigate } from './investigate';
import type { CheckOutcome } from './outcome';
import type { MonitorPorts } from './ports';

/** Access that works, and the companies it reaches. */
export interface Reach {
  provider: Provider;
  fresh: Extract<FreshToken, { kind: 'fresh' }>;
  /** Undefined where the provider has no list to ask. */
  tenants: Tenant[] | undefined;
  need: Need;
}

/** Siblings that are read when something fails, at most: enough to tell one failure from many. */
const maxSiblings = 200;

/** Connections of a provider. Read only when something fails, and never more than tell something. */
export function siblingsOf(ports: MonitorPorts, providerId: string): Promise<Connection[]> {
  return listByProvider(ports.store, providerId, maxSiblings + 1);
}

/** The other connections of the provider, as many as `siblingsOf` reads. */
export async function othersOf(ports: MonitorPorts, connection: Connection): Promise<Connection[]> {
  return (await siblingsOf(ports, connection.providerId)).filter((other) => other.id !== connection.id);
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
  const tokenHost = tokenHostOf(provider, appAtGrant({ environment: grant.environment }, grant));
  const signInEnd = knownEnd(grant, idleLifeMs, await ports.clock.offsetMs(tokenHost));
  return success({ ...facts, apiBase: here.apiBase, signInEnd });
}

function lacksVerdict({ phase, answer }: Evidence): boolean {
  return phase === 'refresh' ? !isDefiniteRefusal(answer) : isUnanswered(answer);
}

/**
 * What a finding means for a connection. Where a refresh would have told more but has to wait, what an earlier one told
 * stays: it came from the provider. A grant that turns out to be over is marked, unless somebody renewed it meanwhile.
 */
export async function orLater(
  ports: MonitorPorts,
  connection: Connection,
  finding: Extract<Finding<unknown>, { kind: 'fails' }>,
): Promise<CheckOutcome> {
  const { postponedToMs, diagnosis, evidence, asked, isGrantDead, grant } = finding;
  if (isGrantDead && !(await markDead(ports, grant, diagnosis))) return { kind: 'later', atMs: ports.now() };
  if (postponedToMs !== undefined && connection.diagnosis) return { kind: 'later', atMs: postponedToMs };
  return { kind: 'fails', diagnosis, asked, isGrantDead, isUnanswered: lacksVerdict(evidence) };
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
    need: reach.need,
    askAgain: (access) => readCompany(ports, reach.provider, connection, access),
  });
  if (finding.kind === 'works') return { kind: 'works', ...finding.value, asked: finding.asked };
  return orLater(ports, connection, finding);
}

/** Asks about one company, and explains what does not work. */
export async function checkCompany(ports: MonitorPorts, reach: Reach, connection: Connection): Promise<CheckOutcome> {
  const { provider, fresh, tenants } = reach;
  if (tenants && !tenants.some((tenant) => tenant.tenantId === connection.tenantId)) {
    const request = provider.check.request(atGrant(connection, fresh.grant));
    const asked = await callApi(ports, provider, request, fresh.accessToken);
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
