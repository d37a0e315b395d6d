import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import type { AppCredentials } from '../../../lib/model/app-credentials';
import type { Connection } from '../../../lib/model/connection';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { checkConnections } from '../../../lib/monitor/run-due';
import { registerOwn } from '../../../lib/providers/custom/register';
import { findConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { openApp, saveApp } from '../../../lib/vault/apps';
import { openGrant, updateGrant } from '../../../lib/vault/grants';
import {
  accessLifeSec,
  commonDefinition,
  companiesAt,
  storedGrantOf,
  type ThirdPartyServer,
} from './third-party-server';
import { createWorld, type World } from './world';

/** The product in front of one third-party server, with a virtual clock that starts now. */
export interface Scene {
  world: World;
  server: ThirdPartyServer;
  ports: MonitorPorts;
  app: AppCredentials;
  /** Stores other app credentials in place of those of the server. */
  appWith(credentials: ThirdPartyServer['app']): Promise<AppCredentials>;
  /** A connection of the company that was never checked. */
  watched(): Promise<Connection>;
  /** A connection of the company, checked once. */
  connected(): Promise<Connection>;
  /** The connection after a person asked for a check. */
  checked(id: string): Promise<Connection>;
  /** The access token has ended, here and at the server. */
  passLife(grantId: string): Promise<void>;
  storedRefreshToken(grantId: string): Promise<string | undefined>;
}

async function portsOf(world: World): Promise<MonitorPorts> {
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  return {
    ...world.ports,
    store: store.value,
    hasHosts: () => Promise.resolve(true),
    isOnline: () => true,
    wait: () => Promise.resolve(),
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
  };
}

/** Registers the server's definition and stores its app credentials; nothing is connected yet. */
export async function openScene(
  create: (now: () => number) => ThirdPartyServer | Promise<ThirdPartyServer>,
): Promise<Scene> {
  const world = await createWorld();
  world.nowMs = Date.now();
  const server = await create(() => world.nowMs);
  world.answer = server.send;
  registerOwn([server.definition]);
  const ports = await portsOf(world);
  const appWith = async (credentials: ThirdPartyServer['app']): Promise<AppCredentials> => {
    const draft = { providerId: commonDefinition.id, environment: 'production', ...credentials } as const;
    const saved = await openApp(
      ports.vault,
      await saveApp(ports.vault, draft, 0),
      new URL(server.definition.endpoints.token).origin,
    );
    if (!saved) throw new Error('the app credentials were not saved');
    return saved;
  };
  const find = async (id: string): Promise<Connection> => {
    const found = await findConnection(ports.store, id);
    if (!found) throw new Error('the connection is gone');
    return found;
  };
  const scene: Scene = {
    world,
    server,
    ports,
    app: await appWith(server.app),
    appWith,
    async watched() {
      const grant = await storedGrantOf(world, server, scene.app);
      const fresh = await freshAccessToken(ports, grant.id);
      if (fresh.kind !== 'fresh') throw new Error(fresh.kind);
      const tenants = await companiesAt(world, grant, fresh.accessToken);
      const [id = ''] = await watchCompanies({ ...ports, newId: () => crypto.randomUUID() }, grant, tenants);
      return find(id);
    },
    async connected() {
      return scene.checked((await scene.watched()).id);
    },
    async checked(id) {
      await checkConnections(ports, [await find(id)], { isAskedFor: true });
      return find(id);
    },
    async passLife(grantId) {
      world.nowMs += accessLifeSec * 1000;
      server.expireAccessTokens();
      await updateGrant(ports.vault, grantId, { accessExpiresAtMs: world.nowMs - 1 });
    },
    async storedRefreshToken(grantId) {
      const opened = await openGrant(ports.vault, grantId);
      if (typeof opened === 'string') throw new Error(opened);
      return opened.tokens.refreshToken;
    },
  };
  return scene;
}
