import { redirectHostPattern, showAuthTab } from '../../lib/browser/auth-tab';
import { showAuthWindow } from '../../lib/browser/auth-window';
import { pausedConnection, renamedConnection } from '../../lib/engines/connection-record';
import { endAbandonedGrant } from '../../lib/engines/local/abandoned-grants';
import { disconnect } from '../../lib/engines/local/disconnect';
import { watchChosen } from '../../lib/engines/local/run-sign-in';
import type { SignInWish } from '../../lib/engines/local/sign-in';
import { leavePlace, startSignIn } from '../../lib/engines/local/sign-in-place';
import type { StartProblem } from '../../lib/messages/requests';
import type { Handlers } from '../../lib/messages/router';
import { appIdFor } from '../../lib/model/app-credentials';
import type { Connection } from '../../lib/model/connection';
import { failure, type Result, success } from '../../lib/model/result';
import { checkAreas } from '../../lib/monitor/check-areas';
import { recheckBlocked } from '../../lib/monitor/recheck-blocked';
import { findProvider } from '../../lib/providers';
import { announceStoreChange } from '../../lib/store/changes';
import type { ConnectionChange } from '../../lib/store/connections';
import { changeConnections, findConnection, listByNeed } from '../../lib/store/connections';
import { listIncident } from '../../lib/store/incidents';
import { readSettings, saveSettings } from '../../lib/store/settings';
import { listApps, removeApp, saveApp } from '../../lib/vault/apps';
import { listGrants } from '../../lib/vault/grants';
import { type App, openApp } from './app';
import { providerHandlers } from './provider-handlers';
import { reportBug } from './report-bug';
import { siteHandlers } from './site-handlers';
import { returnProviderHosts } from './unused-hosts';

/** More connections than any firm has. */
const all = { offset: 0, limit: 100_000 };

/** Client ids are opaque (RFC 6749 §2.2), but never hold white space or a control character. */
const clientIdShape = /^[\x21-\x7e]+$/;

type Unavailable = { ok: false; problem: 'storage_unavailable' };

async function withApp<Reply>(work: (app: App) => Promise<Reply>): Promise<Reply | Unavailable> {
  const app = await openApp();
  return app.ok ? work(app.value) : app;
}

/** Lets work go on after the reply has been given; its bugs are reported like all others. */
function goOn(work: Promise<unknown>): void {
  work.catch(reportBug);
}

async function start(app: App, wish: SignInWish): Promise<Result<{ flowId: string }, StartProblem>> {
  const wanted = [...wish.provider.hosts.connection, ...(wish.how === 'tab' ? [redirectHostPattern()] : [])];
  if (!(await app.ports.hasHosts(wanted))) return failure('no_permission');
  const before = await app.ports.readFlow();
  const started = await startSignIn(app.ports, wish, goOn);
  goOn(app.syncBrowserUi());
  // What was asked for in vain goes back: this sign-in's hosts when it did not start, else those of the one it replaces.
  const leftId = started.ok ? before?.providerId : wish.provider.id;
  if (leftId !== undefined) goOn(returnProviderHosts(app, leftId));
  return started;
}

async function startFor(
  app: App,
  connection: Connection | undefined,
  how: 'window' | 'tab',
): Promise<Result<{ flowId: string }, StartProblem>> {
  const provider = findProvider(connection?.providerId ?? null);
  if (!connection || !provider) return failure('unknown_connection');
  const companyName = connection.nickname ?? connection.companyName;
  return start(app, { provider, environment: connection.environment, how, connectionId: connection.id, companyName });
}

async function edit(
  app: App,
  id: string,
  change: (connection: Connection) => ConnectionChange,
): Promise<Result<null, 'unknown_connection'>> {
  if (!(await findConnection(app.ports.store, id))) return failure('unknown_connection');
  await changeConnections(app.ports.store, [id], change);
  await app.syncBrowserUi();
  return success(null);
}

/** Somebody who closes a sign-in and starts it again keeps the browser access: it is given back only after this. */
const beforeReturnMs = 2_000;

/** Gives the hosts of a sign-in back that was left; its end at the provider still needs them. */
async function returnAfter(app: App, ended: Promise<void>, providerId: string): Promise<void> {
  await ended;
  await app.ports.wait(beforeReturnMs);
  await returnProviderHosts(app, providerId);
}

/** Ends the pending sign-in in every respect: its window or tab, its secrets, and a grant nobody uses. */
async function dismiss(app: App, flowId: string, isRestarting: boolean): Promise<Result<null, 'unknown_flow'>> {
  const { ports } = app;
  const flow = await ports.readFlow();
  if (flow?.id !== flowId) return failure('unknown_flow');
  await ports.writeFlow(undefined);
  await leavePlace(ports, flowId);
  const ended = endAbandonedGrant(ports, flow);
  goOn(isRestarting ? ended : returnAfter(app, ended, flow.providerId));
  return success(null);
}

/** Whether app credentials are set by the organisation that manages the browser: nobody changes them here. */
async function isManaged(appId: string): Promise<boolean> {
  return (await listApps()).some((summary) => summary.id === appId && summary.isManaged === true);
}

/** What our own pages may ask, and what is done about it. */
export const handlers: Handlers = {
  ...providerHandlers,
  ...siteHandlers,
  'connect.start': ({ providerId, environment, how }) =>
    withApp(async (app) => {
      const provider = findProvider(providerId);
      return provider ? start(app, { provider, environment, how }) : failure('unknown_provider');
    }),
  'connection.reconnect': ({ id, how }) =>
    withApp(async (app) => startFor(app, await findConnection(app.ports.store, id), how)),
  'flow.dismiss': async ({ flowId, isRestarting = false }) => {
    const app = await openApp();
    return app.ok ? dismiss(app.value, flowId, isRestarting) : failure('unknown_flow');
  },
  'flow.openTab': ({ flowId }) =>
    withApp(async (app) => {
      const flow = await app.ports.readFlow();
      const provider = findProvider(flow?.providerId ?? null);
      if (flow?.id !== flowId || !provider) return failure('unknown_flow');
      await dismiss(app, flowId, true);
      if (flow.connectionId) return startFor(app, await findConnection(app.ports.store, flow.connectionId), 'tab');
      return start(app, { provider, environment: flow.environment, how: 'tab' });
    }),
  'flow.show': async ({ flowId }) => {
    const app = await openApp();
    const flow = app.ok ? await app.value.ports.readFlow() : undefined;
    if (!app.ok || flow?.id !== flowId) return failure('unknown_flow');
    const [shown, secret] = [await app.value.ports.readFlowWindow(), await app.value.ports.readFlowSecret()];
    const isShown =
      shown?.flowId === flowId && shown.windowId !== undefined
        ? await showAuthWindow(shown.windowId)
        : secret?.tabId !== undefined && (await showAuthTab(secret.tabId));
    return isShown ? success(null) : failure('no_window');
  },
  'flow.watch': ({ flowId, tenantIds }) => withApp((app) => watchChosen(app.ports, flowId, tenantIds)),
  'connection.check': async ({ id, withIncident }) => {
    const app = await openApp();
    const connection = app.ok ? await findConnection(app.value.ports.store, id) : undefined;
    if (!app.ok || !connection) return failure('unknown_connection');
    goOn(app.value.ports.checkNow(withIncident ? await listIncident(app.value.ports.store, connection) : [id]));
    return success(null);
  },
  'connection.checkAreas': async ({ id, areaIds }) => {
    const app = await openApp();
    const connection = app.ok ? await findConnection(app.value.ports.store, id) : undefined;
    if (!app.ok || !connection) return failure('unknown_connection');
    const { ports } = app.value;
    goOn(ports.withLock(`areas:${id}`, () => checkAreas(ports, connection, { areaIds, need: { isAskedFor: true } })));
    return success(null);
  },
  'connections.checkAll': async () => {
    const app = await openApp();
    if (!app.ok) return success({ count: 0 });
    const watched = (await listByNeed(app.value.ports.store, all)).filter((connection) => !connection.isPaused);
    goOn(app.value.ports.checkNow(watched.map((connection) => connection.id)));
    return success({ count: watched.length });
  },
  'connection.rename': ({ id, nickname }) =>
    withApp((app) =>
      edit(app, id, (connection) => ({
        connection: renamedConnection(connection, nickname),
        events: [
          {
            connectionId: id,
            atMs: app.ports.now(),
            kind: 'renamed',
            detail: nickname.trim(),
            ...(connection.nickname === undefined ? {} : { before: connection.nickname }),
          },
        ],
      })),
    ),
  'connection.pause': ({ id, isPaused }) =>
    withApp(async (app) => {
      const atMs = app.ports.now();
      const edited = await edit(app, id, (connection) => ({
        connection: pausedConnection(connection, isPaused, atMs),
        events: [{ connectionId: id, atMs, kind: isPaused ? 'paused' : 'resumed' }],
      }));
      if (edited.ok && !isPaused) goOn(app.ports.checkNow([id]));
      return edited;
    }),
  'connection.mute': ({ id, isMuted }) =>
    withApp((app) => edit(app, id, (connection) => ({ connection: { ...connection, isMuted } }))),
  'connection.disconnect': ({ id }) =>
    withApp(async (app) => {
      const connection = await findConnection(app.ports.store, id);
      if (!connection) return failure('unknown_connection');
      await app.expectWork();
      const ended = await disconnect(app.ports, connection);
      await app.syncBrowserUi();
      return success({ ended });
    }),
  'app.save': ({ providerId, environment, clientId, clientSecret, domain }) =>
    withApp(async (app) => {
      const provider = findProvider(providerId);
      if (!provider) return failure('unknown_provider');
      const trimmed = clientId.trim();
      if (!clientIdShape.test(trimmed)) return failure('malformed_client_id');
      const host = domain === undefined ? undefined : provider.readDomain?.(domain);
      if (domain !== undefined && host === undefined) return failure('malformed_domain');
      if (await isManaged(appIdFor(providerId, environment))) return failure('managed_app');
      const appId = await saveApp(
        app.ports.vault,
        { providerId, environment, clientId: trimmed, clientSecret, domain: host },
        app.ports.now(),
      );
      announceStoreChange();
      await recheckBlocked(app.ports);
      goOn(app.run(0));
      return success({ appId });
    }),
  'app.remove': ({ appId }) =>
    withApp(async (app) => {
      const grants = await listGrants(app.ports.vault);
      if (grants.some((grant) => grant.appId === appId)) return failure('in_use');
      if (await isManaged(appId)) return failure('managed_app');
      await removeApp(app.ports.vault, appId);
      announceStoreChange();
      return success(null);
    }),
  'settings.save': ({ patch }) =>
    withApp(async (app) => {
      await saveSettings(app.ports.store, patch);
      await app.syncBrowserUi();
      return success(null);
    }),
  'overlay.unmute': ({ site }) =>
    withApp(async (app) => {
      const { overlayMutes } = await readSettings(app.ports.store);
      await saveSettings(app.ports.store, { overlayMutes: overlayMutes.filter((mute) => mute.site !== site) });
      return success(null);
    }),
};
