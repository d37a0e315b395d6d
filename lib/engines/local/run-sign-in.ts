import type { Tenant } from '../../model/connection';
import { blankEvidence, type Evidence } from '../../model/evidence';
import type { FailedAt, Flow } from '../../model/flow';
import type { Grant } from '../../model/grant';
import { failure, type Result, success } from '../../model/result';
import { findProvider } from '../../providers';
import { changeConnections, findByTenant, findConnection, listByGrant } from '../../store/connections';
import type { Store } from '../../store/database';
import { forgetEndings } from '../../store/endings';
import { findKeptFlow } from '../../store/pending-flow';
import { repairedConnection } from '../connection-record';
import { wakeSleeping } from '../wake-sleeping';
import { matchCompany } from './company-match';
import { freshAccessToken } from './fresh-token';
import { isolated } from './isolated';
import { openLatest } from './keep-tokens';
import { reachableCompanies } from './reachable-companies';
import { voidReplaced } from './retry-revocations';
import { type FinishedSignIn, finishSignIn, type SignInPorts, writeStep } from './sign-in';
import { watchCompanies } from './watch-companies';
import { withPersonName } from './who-signed-in';

/** What a whole sign-in needs from outside. */
export interface RunPorts extends SignInPorts {
  store: Store;
  isOnline(): boolean;
  /** Checks connections and waits for the outcome: "connected" is said only after a real call (UX-06). */
  checkNow(connectionIds: readonly string[]): Promise<void>;
}

/** Whether a sign-in still waits for something. */
export function isPending(flow: Flow): boolean {
  return flow.step === 'waiting_for_you' || flow.step === 'stalled' || flow.step === 'finishing';
}

/** Ends a sign-in without success: where it ended, and why. */
export async function failSignIn(
  ports: RunPorts,
  flow: Flow,
  end: { failedAt: FailedAt; evidence: Evidence },
): Promise<void> {
  const { failedAt, evidence } = end;
  const device = { online: ports.isOnline(), ...evidence.device };
  await writeStep(ports, { ...flow, step: 'failed', failedAt, diagnosis: ports.diagnose({ ...evidence, device }) });
}

/** Other companies of the same grant live on the new tokens too: they are looked at again at once. */
async function reviveSiblings(ports: RunPorts, grant: Grant, reachable: readonly Tenant[]): Promise<string[]> {
  const siblings = await listByGrant(ports.store, grant.id);
  const ids = siblings.filter((sibling) => !sibling.isPaused).map((sibling) => sibling.id);
  await changeConnections(ports.store, ids, (connection) => {
    const tenant = reachable.find((candidate) => candidate.tenantId === connection.tenantId);
    return tenant ? { connection: repairedConnection(connection, tenant, grant, ports.now()) } : undefined;
  });
  return ids;
}

async function repair(ports: RunPorts, flow: Flow, grant: Grant, tenant: Tenant): Promise<void> {
  const id = flow.connectionId ?? '';
  const atMs = ports.now();
  await forgetEndings(ports.store, [id]);
  await changeConnections(ports.store, [id], (connection) => ({
    connection: repairedConnection(connection, tenant, grant, atMs),
    events: [
      { connectionId: id, atMs, kind: 'reconnected' },
      ...(grant.userName && connection.userName && grant.userName !== connection.userName
        ? [
            {
              connectionId: id,
              atMs,
              kind: 'person_changed' as const,
              detail: grant.userName.slice(0, 200),
              before: connection.userName.slice(0, 200),
            },
          ]
        : []),
    ],
  }));
}

/** What is known when the very first call after a sign-in fails: what was granted, and that a new company never worked. */
function atFirstCall(evidence: Evidence, flow: Flow, { scopes, environment }: Grant): Evidence {
  return {
    ...evidence,
    request: { environment: flow.environment, ...evidence.request },
    history: flow.connectionId === undefined ? { everWorked: false, ...evidence.history } : evidence.history,
    grant: { scopes, environment, ...evidence.grant },
  };
}

/** Goes on after the tokens are safe: finds the companies and decides what the sign-in means. */
async function resolveTenants(ports: RunPorts, flow: Flow, finished: FinishedSignIn): Promise<void> {
  const provider = findProvider(flow.providerId);
  if (!provider) return;
  const { accessToken, signInId } = finished;
  const grant = await withPersonName(ports, { provider, grant: finished.grant, accessToken });
  const { id: grantId, connectedAtMs: grantedAtMs, userName } = grant;
  const signedIn: Flow = { ...flow, step: 'finishing', grantId, grantedAtMs, userName };
  await writeStep(ports, signedIn);
  await isolated(ports, () => wakeSleeping(ports, grantId));
  const access = { provider, grant, accessToken };
  const all = await reachableCompanies(ports, access);
  // Somebody has left this sign-in meanwhile, and its grant with it: no connection may come to depend on that.
  if ((await ports.readFlow()) === undefined) return;
  if (!all.ok)
    return failSignIn(ports, signedIn, { failedAt: 'companies', evidence: atFirstCall(all.problem, flow, grant) });
  const chosen = signInId === undefined ? all : await reachableCompanies(ports, access, signInId);
  const chosenTenantIds = (chosen.ok ? chosen.value : all.value).map((tenant) => tenant.tenantId);
  const siblingIds = await reviveSiblings(ports, grant, all.value);
  const connection = flow.connectionId ? await findConnection(ports.store, flow.connectionId) : undefined;
  if (all.value.length === 0) {
    const evidence = { ...blankEvidence(provider.id, 'api'), grant: { tenantStillListed: false } };
    return failSignIn(ports, signedIn, { failedAt: 'companies', evidence });
  }
  const asking: Flow = { ...signedIn, tenants: all.value, chosenTenantIds };
  if (connection) {
    const match = matchCompany(connection, all.value);
    if (match.kind !== 'same') return writeStep(ports, { ...asking, step: 'other_company' });
    await repair(ports, flow, grant, match.tenant);
    await ports.checkNow([connection.id, ...siblingIds.filter((id) => id !== connection.id)]);
    return writeStep(ports, { ...signedIn, step: 'done' });
  }
  await writeStep(ports, { ...asking, step: 'choose' });
  const fresh = await notWatched(ports, grant, all.value);
  if (fresh.length > 1) return;
  // One new company, or only such as are watched already: there is nothing to choose.
  const wanted = fresh.length === 1 ? fresh.map((tenant) => tenant.tenantId) : chosenTenantIds;
  await watchChosen(ports, asking.id, wanted);
}

async function notWatched(ports: RunPorts, grant: Grant, tenants: readonly Tenant[]): Promise<Tenant[]> {
  const { providerId, environment } = grant;
  const known = await Promise.all(
    tenants.map(({ tenantId }) => findByTenant(ports.store, { providerId, environment, tenantId })),
  );
  return tenants.filter((_tenant, place) => known[place] === undefined);
}

/** The redirect that ends a sign-in has arrived, by window or by tab. A redirect nobody waits for is ignored (SEC-03). */
export async function completeSignIn(ports: RunPorts, flowId: string, redirectUrl: string): Promise<void> {
  const flow = await ports.readFlow();
  if (flow?.id !== flowId || !isPending(flow)) return;
  const finished = await finishSignIn(ports, flow, redirectUrl);
  if (finished.ok) return resolveTenants(ports, flow, finished.value);
  if (finished.problem === 'stale') return;
  const { phase, failure: ownRefusal } = finished.problem;
  const failedAt = phase !== 'callback' ? 'tokens' : ownRefusal === null ? 'refusal' : 'answer';
  await failSignIn(ports, flow, { failedAt, evidence: finished.problem });
}

/** Watches the companies a person picked after a sign-in, then says "done" when they have been checked. */
export async function watchChosen(
  ports: RunPorts,
  flowId: string,
  tenantIds: readonly string[],
): Promise<Result<{ connectionIds: string[] }, 'unknown_flow' | 'unknown_company'>> {
  const flow = await ports.readFlow();
  if (flow?.id !== flowId || !(flow.step === 'choose' || flow.step === 'other_company')) return failure('unknown_flow');
  const opened = await openLatest(ports, flow.grantId ?? '');
  if (opened === 'missing' || opened === 'unreadable') return failure('unknown_flow');
  const tenants = (flow.tenants ?? []).filter((tenant) => tenantIds.includes(tenant.tenantId));
  if (tenants.length !== tenantIds.length) return failure('unknown_company');
  const connectionIds = await watchCompanies(ports, opened.grant, tenants);
  await checkWatched(ports, flow, connectionIds);
  return success({ connectionIds });
}

async function checkWatched(ports: RunPorts, flow: Flow, watchedIds: string[]): Promise<void> {
  await writeStep(ports, { ...flow, step: 'finishing', watchedIds });
  await ports.checkNow(watchedIds);
  await writeStep(ports, { ...flow, step: 'done' });
}

/** The tokens of a sign-in that an earlier worker stored, still good or renewed; undefined when it did not get that far. */
async function findFinished(ports: RunPorts, flow: Flow): Promise<FinishedSignIn | undefined> {
  const provider = findProvider(flow.providerId);
  if (!provider || flow.grantId === undefined) return undefined;
  const known = await openLatest(ports, flow.grantId);
  if (typeof known === 'string' || known.grant.connectedAtMs !== flow.grantedAtMs) return undefined;
  const fresh = await freshAccessToken(ports, flow.grantId);
  const opened = await openLatest(ports, flow.grantId);
  if (fresh.kind !== 'fresh' || typeof opened === 'string') return undefined;
  const { signInId } = provider.read({ tokens: opened.tokens, answer: {} });
  return { grant: fresh.grant, accessToken: fresh.accessToken, signInId };
}

/**
 * Called once when the worker starts, before anything else: a window that an earlier worker opened can no longer answer
 * (SEC-21); a sign-in whose tokens are already safe goes on. After the browser itself was ended, only what was kept in the
 * store tells of a sign-in.
 */
export async function resumeSignIn(ports: RunPorts): Promise<void> {
  const inSession = await ports.readFlow();
  const flow = inSession ?? (await findKeptFlow(ports.store));
  if (!flow) return;
  if (!isPending(flow)) return inSession ? undefined : ports.writeFlow(flow);
  if (flow.watchedIds) return checkWatched(ports, flow, flow.watchedIds);
  const finished = await findFinished(ports, flow);
  if (finished) {
    await voidReplaced(ports, finished.grant);
    return resolveTenants(ports, flow, finished);
  }
  const isTabWaiting = flow.how === 'tab' && flow.step === 'waiting_for_you';
  if (isTabWaiting && (await ports.readFlowSecret())?.flowId === flow.id) return;
  await ports.changeFlowSecret(() => undefined);
  await ports.writeFlow({ ...flow, step: 'interrupted' });
}
