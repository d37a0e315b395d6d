/*
 * The product's databases, opened once per process and filled for each run. What is stored here is what a sign-in leaves
 * behind; the shapes are the product's own.
 */
import './product-ports';
import { newConnection } from '../../../lib/engines/connection-record';
import { appIdFor } from '../../../lib/model/app-credentials';
import type { Connection } from '../../../lib/model/connection';
import type { Grant } from '../../../lib/model/grant';
import { findProvider } from '../../../lib/providers';
import { registerOwn } from '../../../lib/providers/custom/register';
import { listByNeed, putConnections } from '../../../lib/store/connections';
import { openStore, type Store } from '../../../lib/store/database';
import { putOwnProvider } from '../../../lib/store/own-providers';
import { saveSettings } from '../../../lib/store/settings';
import { saveApp } from '../../../lib/vault/apps';
import { openVault, type Vault } from '../../../lib/vault/database';
import { openGrant, storeTokens } from '../../../lib/vault/grants';
import type { FakeProvider } from './fake-provider';
import { ownDefinitions } from './server-kinds';
import { writeFaults } from './write-faults';

/** Both databases of the product. */
export interface Databases {
  store: Store;
  vault: Vault;
}

/** Opens both databases; every call gets the same ones. */
export async function openDatabases(): Promise<Databases> {
  const [store, vault] = [await openStore(), await openVault()];
  if (!store.ok || !vault.ok) throw new Error('the databases cannot be opened');
  return { store: store.value, vault: vault.value };
}

/** Empties both databases, but for the vault's key, and makes the user-defined providers known. */
export async function emptyDatabases({ store, vault }: Databases): Promise<void> {
  writeFaults.heal();
  for (const name of ['connections', 'history', 'state'] as const) await store.clear(name);
  for (const name of ['grants', 'apps', 'revocations'] as const) await vault.clear(name);
  registerOwn(ownDefinitions);
}

/** Stores what was set up before any sign-in: definition, app credentials, settings. */
export async function setUpProvider({ store, vault }: Databases, providerId: string): Promise<void> {
  const definition = ownDefinitions.find(({ id }) => id === providerId);
  if (definition) await putOwnProvider(store, definition);
  const secret = providerId === 'quickbooks' || providerId === 'intacct' ? { clientSecret: 'app-secret' } : {};
  await saveApp(vault, { providerId, environment: 'production', clientId: 'client-1', ...secret }, 0);
  await saveSettings(store, { welcomed: true });
}

/** Stores one sign-in with its companies, as if it had just been made. Returns the grant's id. */
export async function storeSignIn(
  { store, vault }: Databases,
  server: FakeProvider,
  { companies, nowMs, id }: { companies: number; nowMs: number; id: string },
): Promise<string> {
  const { kind } = server;
  const { grant: truth, answer } = server.issue(companies, nowMs);
  const provider = findProvider(kind.providerId);
  if (!provider) throw new Error(`no provider ${kind.providerId}`);
  const tokens = { accessToken: String(answer.access_token), refreshToken: String(answer.refresh_token) };
  const callback = new URLSearchParams(truth.companies[0] && kind.redirect ? kind.redirect(truth.companies[0]) : {});
  const claims = provider.read({ tokens, answer, callback });
  const draft: Grant = {
    id,
    providerId: kind.providerId,
    environment: 'production',
    appId: appIdFor(kind.providerId, 'production'),
    key: claims.grantKey,
    userName: 'Maya Fernhill',
    scopes: [...provider.oauth({ environment: 'production' }).scopes],
    tenant: claims.tenant,
    apiBase: claims.apiBase,
    version: 0,
    connectedAtMs: nowMs,
    accessExpiresAtMs: kind.tellsLife ? nowMs + kind.accessLifeMs : undefined,
    refreshIssuedAtMs: nowMs,
    nextRefreshAtMs: kind.tellsLife ? nowMs + kind.accessLifeMs / 2 : nowMs + 24 * 60 * 60_000,
    refreshFailures: 0,
  };
  const grant = await storeTokens(vault, draft, tokens);
  await putConnections(
    store,
    truth.companies.map(({ tenantId, name }, index) => {
      const tenant = kind.holdsManyCompanies ? { tenantId, name, linkId: `link-${tenantId}` } : { tenantId, name };
      return { connection: newConnection(`${id}-c${index}`, tenant, grant, nowMs) };
    }),
  );
  return grant.id;
}

/** Every readable connection. */
export const allConnections = ({ store }: Databases): Promise<Connection[]> =>
  listByNeed(store, { offset: 0, limit: 100_000 });

/** What the vault holds of a grant: its record, and the refresh token in use; undefined when it cannot be opened. */
export async function storedGrant(
  { vault }: Databases,
  grantId: string,
): Promise<{ grant: Grant; refreshToken: string | undefined } | undefined> {
  const opened = await openGrant(vault, grantId);
  return typeof opened === 'string' ? undefined : { grant: opened.grant, refreshToken: opened.tokens.refreshToken };
}
