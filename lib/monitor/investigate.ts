import { atGrant } from '../engines/connection-record';
import { callApi } from '../engines/local/api-call';
import { freshAccessToken, type Need } from '../engines/local/fresh-token';
import { appAtGrant } from '../engines/local/grant-app';
import { reachableCompanies } from '../engines/local/reachable-companies';
import { tokenHostOf } from '../engines/local/token-context';
import type { NextTest } from '../model/cause';
import type { Connection } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';
import type { Evidence } from '../model/evidence';
import type { Grant } from '../model/grant';
import type { Result } from '../model/result';
import type { Provider } from '../providers/provider';
import { isGrantDead } from './dead-grant';
import { type Surroundings, withSurroundings } from './evidence-context';
import type { AskedTest } from './outcome';
import type { MonitorPorts } from './ports';

/** Differential tests after one failure, at most (design: "Evidence → Diagnosis"). */
const maxTests = 3;

/** A grant and an access token of it, as they are by now. */
export interface GrantAccess {
  grant: Grant;
  accessToken: string;
}

/** A failure to be explained, and how to ask the same question again. */
export interface Failure<Good> {
  connection: Connection;
  provider: Provider;
  grant: Grant;
  accessToken: string;
  evidence: Evidence;
  others: readonly Connection[];
  /** Whose wish it is: with a person's, a refresh is tried although the next one is not due. */
  need: Need;
  askAgain(access: GrantAccess): Promise<Result<Good, Evidence>>;
}

/** What came out: the question was answered well after all, or a diagnosis stands. */
export type Finding<Good> =
  | { kind: 'works'; value: Good; grant: Grant; accessToken: string; asked: AskedTest[] }
  | {
      kind: 'fails';
      diagnosis: Diagnosis;
      evidence: Evidence;
      asked: AskedTest[];
      isGrantDead: boolean;
      /** The grant as it was when this was found out. */
      grant: Grant;
      /** The refresh that would have told more failed before, and may not be tried again before this time (Unix ms). */
      postponedToMs?: number | undefined;
    };

/** What one test changes: new evidence, perhaps a new token, in one word what it told, or a good answer that ends the matter. */
interface Told<Good> {
  told: string;
  evidence: Evidence;
  failure?: Failure<Good>;
  good?: Good;
  postponedToMs?: number;
}

type RunTest = <Good>(ports: MonitorPorts, failure: Failure<Good>, evidence: Evidence) => Promise<Told<Good>>;

/** Gets a later access token and asks again. Also covers a token that another context stored meanwhile. */
const refresh: RunTest = async (ports, failure, evidence) => {
  const { grant, need } = failure;
  const fresh = await freshAccessToken(ports, grant.id, { ...need, newerThan: grant.version });
  if (fresh.kind === 'failed') return { told: 'refused', evidence: fresh.evidence };
  if (fresh.kind === 'backing_off') return { told: fresh.kind, evidence, postponedToMs: fresh.untilMs };
  if (fresh.kind !== 'fresh') return { told: fresh.kind, evidence };
  const next = { ...failure, grant: fresh.grant, accessToken: fresh.accessToken };
  const again = await failure.askAgain(fresh);
  if (again.ok) return { told: 'works', evidence, failure: next, good: again.value };
  const history = { ...evidence.history, ...again.problem.history, refreshedJustNow: true };
  return {
    told: 'still_failing',
    failure: next,
    evidence: { ...evidence, ...again.problem, history, grant: evidence.grant },
  };
};

const listTenants: RunTest = async (ports, failure, evidence) => {
  const { provider, connection } = failure;
  if (!provider.tenants) return { told: 'no_list', evidence };
  const listed = await reachableCompanies(ports, failure);
  if (!listed.ok) return { told: 'no_list', evidence };
  const tenantStillListed = listed.value.some((tenant) => tenant.tenantId === connection.tenantId);
  return {
    told: tenantStillListed ? 'listed' : 'not_listed',
    evidence: { ...evidence, grant: { ...evidence.grant, tenantStillListed } },
  };
};

const otherArea: RunTest = async (ports, failure, evidence) => {
  const { provider, connection, grant, accessToken } = failure;
  const known = [
    ...(evidence.siblings.otherAreasOk ?? []),
    ...(evidence.siblings.otherAreasDenied ?? []),
    evidence.request.area,
  ];
  const area = provider.areas.find((candidate) => !known.includes(candidate.id));
  if (!area) return { told: 'no_other_area', evidence };
  const { isGood } = await callApi(ports, provider, area.request(atGrant(connection, grant)), accessToken);
  const siblings = isGood
    ? { ...evidence.siblings, otherAreasOk: [...(evidence.siblings.otherAreasOk ?? []), area.id] }
    : { ...evidence.siblings, otherAreasDenied: [...(evidence.siblings.otherAreasDenied ?? []), area.id] };
  return { told: isGood ? 'other_works' : 'other_fails', evidence: { ...evidence, siblings } };
};

/** The plan as last read: the call that would tell it now is often the very one that fails. */
const readSubscription: RunTest = async (_ports, failure, evidence) => {
  const { plan, subscriptionStatus } = failure.connection.company;
  if (!plan && !subscriptionStatus) return { told: 'not_known', evidence };
  const subscription = { plan, status: subscriptionStatus };
  return { told: 'known', evidence: { ...evidence, grant: { ...evidence.grant, subscription } } };
};

/** Another host of the same provider: the only other address we may ask. */
const reachOtherSite: RunTest = async (ports, failure, evidence) => {
  const url = failure.provider.oauth({ environment: failure.connection.environment }).tokenUrl;
  const otherSitesReachable = await ports.reach(url);
  return {
    told: otherSitesReachable ? 'reached' : 'not_reached',
    evidence: { ...evidence, device: { ...evidence.device, otherSitesReachable } },
  };
};

function tokenHostAt({ provider, grant }: Pick<Failure<unknown>, 'provider' | 'grant'>): string {
  return tokenHostOf(provider, appAtGrant({ environment: grant.environment }, grant));
}

/** Every answer carries the server's time; what is known by now is in the evidence already. */
const serverClock: RunTest = async (ports, failure, evidence) => {
  const clockOffset = evidence.device.clockOffset ?? (await ports.clock.offsetMs(tokenHostAt(failure)));
  return { told: 'measured', evidence: { ...evidence, device: { ...evidence.device, clockOffset } } };
};

const tests: Partial<Record<NextTest, RunTest>> = {
  refresh,
  reread_store: refresh,
  list_tenants: listTenants,
  other_area: otherArea,
  read_subscription: readSubscription,
  reach_other_site: reachOtherSite,
  server_clock: serverClock,
};

/**
 * Explains a failure: diagnoses, runs the test that the diagnosis asks for, and diagnoses again, at most three times.
 * Never asks the same test twice. Network use: one or two requests a test.
 */
export async function investigate<Good>(ports: MonitorPorts, start: Failure<Good>): Promise<Finding<Good>> {
  let failure = start;
  let evidence = start.evidence;
  const asked: AskedTest[] = [];
  let postponedToMs: number | undefined;
  const signs = await ports.pageSigns(start.connection.id);
  const judge = (): { around: Evidence; diagnosis: Diagnosis } => {
    const around: Surroundings = { ...failure, signs, isOnline: ports.isOnline(), nowMs: ports.now() };
    const complete = withSurroundings(evidence, around);
    return { around: complete, diagnosis: ports.diagnose(complete) };
  };
  let { around, diagnosis } = judge();
  while (asked.length < maxTests) {
    // A cause that is certain needs no test; an expired token wants its refresh all the same.
    const test = diagnosis.nextTest ?? (diagnosis.action === 'refresh' ? 'refresh' : undefined);
    const run = test && tests[test];
    if (!test || !run || asked.some((earlier) => earlier.test === test)) break;
    const told = await run(ports, failure, evidence);
    asked.push({ test, told: told.told });
    failure = told.failure ?? failure;
    evidence = told.evidence;
    postponedToMs = told.postponedToMs;
    if (told.good !== undefined) {
      return { kind: 'works', value: told.good, grant: failure.grant, accessToken: failure.accessToken, asked };
    }
    ({ around, diagnosis } = judge());
  }
  const isOver = isGrantDead(around, diagnosis);
  return {
    kind: 'fails',
    diagnosis,
    evidence: around,
    asked,
    isGrantDead: isOver,
    grant: failure.grant,
    postponedToMs,
  };
}
