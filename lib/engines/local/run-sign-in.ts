import type { Tenant } from '../../model/connection';
import { blankEvidence, type Evidence } from '../../model/evidence';
import type { Flow } from '../../model/flow';
import type { Grant } from '../../model/grant';
import type { AuthWindowOutcome } from '../../model/ports';
import { failure, type Result, success } from '../../model/result';
import { findProvider } from '../../providers';
import { changeConnections, findByTenant, findConnection, listByGrant } from '../../store/connections';
import type { Store } from '../../store/database';
import { openGrant } from '../../vault/grants';
import { repairedConnection } from '../connection-record';
import { matchCompany } from './company-match';
import { freshAccessToken } from './fresh-token';
import { reachableCompanies } from './reachable-companies';
import {
  beginSignIn,
  type FinishedSignIn,
  finishSignIn,
  flowLifeMs,
  type SignInPorts,
  type SignInWish,
  windowEvidence,
} from './sign-in';
import { watchCompanies } from './watch-companies';
import { withPersonName } from './who-signed-in';

/** After this long without an answer the page offers another way; the window stays open and may still answer (SEC-22). */
const stalledAfterMs = 60_000;

/** What a whole sign-in needs from outside. */
export interface RunPorts extends SignInPorts {
  store: Store;
  openWindow(url: string): Promise<AuthWindowOutcome>;
  openTab(url: string): Promise<number | undefined>;
  closeTab(tabId: number): Promise<void>;
  wait(ms: number): Promise<void>;
  isOnline(): boolean;
  /** Checks connections and waits for the outcome: "connected" is said only after a real call (UX-06). */
  checkNow(connectionIds: readonly string[]): Promise<void>;
}

function isPending(flow: Flow): boolean {
  return flow.step === 'waiting_for_you' || flow.step === 'stalled' || flow.step === 'finishing';
}

async function fail(ports: RunPorts, flow: Flow, evidence: Evidence): Promise<void> {
  const device = { online: ports.isOnline(), ...evidence.device };
  await ports.writeFlow({ ...flow, step: 'failed', diagnosis: ports.diagnose({ ...evidence, device }) });
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
  await changeConnections(ports.store, [id], (connection) => ({
    connection: repairedConnection(connection, tenant, grant, atMs),
    events: [
      { connectionId: id, atMs, kind: 'reconnected' },
      ...(grant.userName && connection.userName && grant.userName !== connection.userName
        ? [{ connectionId: id, atMs, kind: 'person_changed' as const, detail: grant.userName.slice(0, 200) }]
        : []),
    ],
  }));
}

/** Goes on after the tokens are safe: finds the companies and decides what the sign-in means. */
async function settleCompanies(ports: RunPorts, flow: Flow, finished: FinishedSignIn): Promise<void> {
  const provider = findProvider(flow.providerId);
  if (!provider) return;
  const { accessToken, signInId } = finished;
  const grant = await withPersonName(ports, { provider, grant: finished.grant, accessToken });
  const signedIn: Flow = { ...flow, step: 'finishing', grantId: grant.id, userName: grant.userName };
  await ports.writeFlow(signedIn);
  const access = { provider, grant, accessToken };
  const all = await reachableCompanies(ports, access);
  if (!all.ok) return fail(ports, signedIn, all.problem);
  const chosen = signInId === undefined ? all : await reachableCompanies(ports, access, signInId);
  const chosenTenantIds = (chosen.ok ? chosen.value : all.value).map((tenant) => tenant.tenantId);
  const siblingIds = await reviveSiblings(ports, grant, all.value);
  const connection = flow.connectionId ? await findConnection(ports.store, flow.connectionId) : undefined;
  if (all.value.length === 0)
    return fail(ports, signedIn, { ...blankEvidence(provider.id, 'api'), grant: { tenantStillListed: false } });
  const asking: Flow = { ...signedIn, tenants: all.value, chosenTenantIds };
  if (connection) {
    const match = matchCompany(connection, all.value);
    if (match.kind !== 'same') return ports.writeFlow({ ...asking, step: 'other_company' });
    await repair(ports, flow, grant, match.tenant);
    await ports.checkNow([connection.id, ...siblingIds.filter((id) => id !== connection.id)]);
    return ports.writeFlow({ ...signedIn, step: 'done' });
  }
  await ports.writeFlow({ ...asking, step: 'choose' });
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
  if (finished.ok) return settleCompanies(ports, flow, finished.value);
  if (finished.problem !== 'stale') await fail(ports, flow, finished.problem);
}

/** "Could not be loaded" is said for any refused page, so it takes a look of our own to blame the network (SEC-23). */
async function isProviderReachable(ports: RunPorts, flow: Flow): Promise<boolean> {
  const url = findProvider(flow.providerId)?.oauth({ environment: flow.environment }).tokenUrl;
  if (!url) return false;
  const outcome = await ports.send({ method: 'GET', url, headers: {}, deadlineMs: 10_000, maxBodyBytes: 0 });
  return outcome.answer !== null;
}

async function noteWindowEnd(
  ports: RunPorts,
  flowId: string,
  outcome: Exclude<AuthWindowOutcome, { kind: 'redirect' }>,
): Promise<void> {
  const flow = await ports.readFlow();
  if (flow?.id !== flowId || !isPending(flow)) return;
  if (outcome.kind === 'another_open') return ports.writeFlow({ ...flow, step: 'stalled' });
  const evidence = await windowEvidence(ports, flow, outcome);
  await ports.writeFlowSecret(undefined);
  const device =
    outcome.kind === 'page_not_loaded' ? { otherSitesReachable: await isProviderReachable(ports, flow) } : {};
  await fail(ports, flow, { ...evidence, device });
}

async function runWindow(ports: RunPorts, flow: Flow, url: string): Promise<void> {
  const outcome = await ports.openWindow(url);
  if (outcome.kind === 'redirect') return completeSignIn(ports, flow.id, outcome.url);
  await noteWindowEnd(ports, flow.id, outcome);
}

async function noteSilence(ports: RunPorts, flowId: string): Promise<void> {
  await ports.wait(stalledAfterMs);
  const flow = await ports.readFlow();
  if (flow?.id === flowId && flow.step === 'waiting_for_you') await ports.writeFlow({ ...flow, step: 'stalled' });
}

/**
 * Starts a sign-in from a click in our own page (SEC-12) and returns as soon as it is pending.
 * `busy`: another one is under way and not older than its life.
 *
 * @param run takes the work that goes on in the background; its failures are reported there
 */
export async function startSignIn(
  ports: RunPorts,
  wish: SignInWish,
  run: (work: Promise<void>) => void,
): Promise<Result<{ flowId: string }, 'busy' | 'no_app_credentials'>> {
  return ports.withLock('sign-in', async () => {
    const pending = await ports.readFlow();
    if (pending && isPending(pending) && ports.now() - pending.startedAtMs < flowLifeMs) return failure('busy');
    const started = await beginSignIn(ports, wish);
    if (!started.ok) return started;
    const { flow, url } = started.value;
    if (wish.how === 'window') {
      run(runWindow(ports, flow, url));
      run(noteSilence(ports, flow.id));
    } else {
      const tabId = await ports.openTab(url);
      const secret = await ports.readFlowSecret();
      if (secret && tabId !== undefined) await ports.writeFlowSecret({ ...secret, tabId });
    }
    return success({ flowId: flow.id });
  });
}

/** A tab arrived at our redirect host. Only the tab of the pending sign-in counts; it is closed, its work is done. */
export async function noteTabRedirect(ports: RunPorts, tabId: number, url: string): Promise<void> {
  const secret = await ports.readFlowSecret();
  if (secret?.tabId !== tabId) return;
  await ports.closeTab(tabId);
  await completeSignIn(ports, secret.flowId, url);
}

/** The sign-in tab was closed before it brought an answer. */
export async function noteTabClosed(ports: RunPorts, tabId: number): Promise<void> {
  const secret = await ports.readFlowSecret();
  if (secret?.tabId === tabId)
    await noteWindowEnd(ports, secret.flowId, { kind: 'closed', text: 'The sign-in tab was closed.' });
}

/** Watches the companies a person picked after a sign-in, then says "done" when they have been checked. */
export async function watchChosen(
  ports: RunPorts,
  flowId: string,
  tenantIds: readonly string[],
): Promise<Result<{ connectionIds: string[] }, 'unknown_flow' | 'unknown_company'>> {
  const flow = await ports.readFlow();
  if (flow?.id !== flowId || !(flow.step === 'choose' || flow.step === 'other_company')) return failure('unknown_flow');
  const opened = await openGrant(ports.vault, flow.grantId ?? '');
  if (opened === 'missing' || opened === 'unreadable') return failure('unknown_flow');
  const tenants = (flow.tenants ?? []).filter((tenant) => tenantIds.includes(tenant.tenantId));
  if (tenants.length !== tenantIds.length) return failure('unknown_company');
  const connectionIds = await watchCompanies(ports, opened.grant, tenants);
  await ports.writeFlow({ ...flow, step: 'finishing' });
  await ports.checkNow(connectionIds);
  await ports.writeFlow({ ...flow, step: 'done' });
  return success({ connectionIds });
}

/**
 * Called once when the worker starts, before anything else: a window that an earlier worker opened can no longer answer
 * (SEC-21); a sign-in whose tokens are already safe goes on.
 */
export async function resumeSignIn(ports: RunPorts): Promise<void> {
  const flow = await ports.readFlow();
  if (!flow || !isPending(flow)) return;
  const provider = findProvider(flow.providerId);
  const fresh = flow.grantId && provider ? await freshAccessToken(ports, flow.grantId) : undefined;
  if (provider && fresh?.kind === 'fresh') {
    const opened = await openGrant(ports.vault, fresh.grant.id);
    const signInId =
      typeof opened === 'string' ? undefined : provider.read({ tokens: opened.tokens, answer: {} }).signInId;
    return settleCompanies(ports, flow, { grant: fresh.grant, accessToken: fresh.accessToken, signInId });
  }
  if (flow.how === 'tab' && flow.step === 'waiting_for_you') return;
  await ports.writeFlowSecret(undefined);
  await ports.writeFlow({ ...flow, step: 'interrupted' });
}
