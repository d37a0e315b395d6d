import { bindOldSecrets, registerStored } from '../../entrypoints/background/own-providers';
import { pinnedSend } from '../../lib/engines/local/pinned-send';
import type { LocalPorts } from '../../lib/engines/local/ports';
import type { SignInPorts, StartedSignIn } from '../../lib/engines/local/sign-in';
import type { Grant } from '../../lib/model/grant';
import { hostOfPattern, isAmong } from '../../lib/model/hosts';
import type { HttpOutcome, HttpRequest, SendHttp } from '../../lib/model/ports';
import { builtInProviders, findProvider, providers } from '../../lib/providers';
import { calledOrigins } from '../../lib/providers/custom/hosts';
import { readStoredDefinitions } from '../../lib/providers/custom/stored';
import type { Store } from '../../lib/store/database';
import { putOwnProvider, readOwnRecords } from '../../lib/store/own-providers';
import { listAppsIn, saveApp } from '../../lib/vault/apps';
import { storeTokens } from '../../lib/vault/grants';
import { oweRevocation } from '../../lib/vault/revocations';
import { createVaultKey, seal } from '../../lib/vault/seal';
import { countingDisk, hostsAlwaysUp, memoryUnsavedGrants } from '../unit/engines/fake-ports';
import { inMemorySignIn } from '../unit/engines/pending-sign-in';
import { type Belongs, type Canaries, createCanaries } from './canaries';
import { ofDraft, posingDefinition, providerIds, type Scene, storedDefinitions } from './definition-scenes';
import { memoryStore, memoryVault } from './memory-database';

export const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 22, 12);
const ids = [...providerIds, ...builtInProviders.map(({ id }) => id)];

/** The product of one run, with everything around it made up. */
export interface Stage {
  scene: Scene;
  canaries: Canaries;
  store: Store;
  ports: LocalPorts & { store: Store };
  signIn: SignInPorts;
  /** Reaches every host: a definition is tried with it before it is anybody's provider. */
  send: SendHttp;
  nowMs: number;
  /** The pending sign-in, and the code that its provider will give. */
  started?: StartedSignIn & { code: string };
  policy: unknown[];
}

/** Origins a provider's app key and refresh tokens belong to, by what is registered at this moment and never again. */
export function keyPlaces(providerId: string): Belongs {
  const builtIn = builtInProviders.find(({ id }) => id === providerId);
  if (builtIn) {
    const hosts = builtIn.hosts.connection.map(hostOfPattern);
    return (origin) => new URL(origin).port === '' && isAmong(new URL(origin).hostname, hosts);
  }
  const tokenUrl = findProvider(providerId)?.oauth({ environment: 'production' }).tokenUrl;
  const own = tokenUrl === undefined ? undefined : new URL(tokenUrl).origin;
  return (origin) => origin === own;
}

/** Origins its access tokens belong to. */
async function apiPlaces(store: Store, providerId: string): Promise<Belongs> {
  if (builtInProviders.some(({ id }) => id === providerId)) return keyPlaces(providerId);
  const definition = readStoredDefinitions(await readOwnRecords(store)).find(({ id }) => id === providerId);
  const origins = definition ? calledOrigins(definition) : [];
  return (origin) => origins.includes(origin);
}

/** A definition that may not be used is not registered; its secrets belong where they were entered for all the same. */
function placesAtFirst(providerId: string): Belongs | undefined {
  const { origin } = new URL(posingDefinition.endpoints.token);
  return providerId === posingDefinition.id ? (at) => at === origin : undefined;
}

function json(status: number, body: unknown): HttpOutcome {
  const headers = { 'content-type': 'application/json' };
  return { answer: { status, headers, body: JSON.stringify(body) }, failure: null };
}

function documentOf({ discovery }: Scene, url: string): unknown {
  return {
    issuer: new URL(url).origin,
    authorization_endpoint: `${discovery.authorize}/auth`,
    token_endpoint: `${discovery.token}/token`,
    revocation_endpoint: `${discovery.revocation}/revoke`,
    code_challenge_methods_supported: ['S256'],
  };
}

/** The provider whose app asks, read from the client id (`client-of-own-books`). */
function askingProvider({ headers, body = '' }: HttpRequest): string | undefined {
  const [, basic = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  return /client-of-([a-z-]+)/.exec(`${body}\n${atob(basic)}`)?.[1];
}

async function tokensFor({ scene, canaries, store }: Stage, request: HttpRequest): Promise<HttpOutcome> {
  const providerId = askingProvider(request);
  const fields = new URLSearchParams(request.body);
  const isOurs = [fields.get('code'), fields.get('refresh_token')].some((value) => value?.startsWith('cnry'));
  if (providerId === undefined || !isOurs) return json(400, { error: 'invalid_grant' });
  return json(200, {
    access_token: canaries.plant('access token', await apiPlaces(store, providerId)),
    refresh_token: canaries.plant('refresh token', keyPlaces(providerId)),
    token_type: 'Bearer',
    expires_in: 1800,
    instance_url: scene.instance,
    id: 'https://login.salesforce.com/id/00D8d0000012AbCEAU/0058d000003XyZaAAK',
  });
}

function answer(stage: Stage, request: HttpRequest): HttpOutcome | Promise<HttpOutcome> {
  const { pathname } = new URL(request.url);
  const { how } = stage.scene.discovery;
  if (pathname.includes('.well-known')) {
    if (how === 'redirect')
      return { answer: { status: 302, headers: { location: 'https://id.evil.example/' }, body: '' }, failure: null };
    return how === 'garbage' ? json(200, []) : json(200, documentOf(stage.scene, request.url));
  }
  if (request.method === 'GET') return json('authorization' in request.headers ? 200 : 401, { id: 'c-1' });
  if (/revo/.test(pathname)) return json(stage.scene.revokeStatus, {});
  return tokensFor(stage, request);
}

/** A person enters the key of a provider as it is registered at this moment, unless a policy gives it. */
export async function enterKey(stage: Stage, providerId: string): Promise<void> {
  const provider = findProvider(providerId);
  const isManaged = (await listAppsIn(stage.ports.vault)).some((app) => app.providerId === providerId && app.isManaged);
  if (!provider || isManaged) return;
  const clientSecret = stage.canaries.plant('app key', keyPlaces(providerId));
  const app = { providerId, environment: 'production', clientId: `client-of-${providerId}`, clientSecret } as const;
  await saveApp(stage.ports.vault, app, stage.nowMs);
}

/** A key as version 0.1.0 wrote it. */
async function enterOldKey({ ports, canaries }: Stage, key: CryptoKey, providerId: string): Promise<void> {
  const id = `${providerId}:production`;
  const clientSecret = canaries.plant('app key', placesAtFirst(providerId) ?? keyPlaces(providerId));
  const credentials = { id, providerId, environment: 'production', clientId: `client-of-${providerId}`, clientSecret };
  const summary = {
    id,
    providerId,
    environment: 'production',
    clientIdEnd: 'x',
    hasSecret: true,
    savedAtMs: 1,
  } as const;
  await ports.vault.put('apps', { summary, sealed: await seal(key, `app:${id}`, credentials) });
}

async function signedIn({ ports, canaries, store }: Stage, providerId: string): Promise<void> {
  const belongs = placesAtFirst(providerId);
  const tokens = {
    accessToken: canaries.plant('access token', belongs ?? (await apiPlaces(store, providerId))),
    refreshToken: canaries.plant('refresh token', belongs ?? keyPlaces(providerId)),
  };
  const grant: Grant = {
    id: `grant-of-${providerId}`,
    providerId,
    environment: 'production',
    appId: `${providerId}:production`,
    scopes: [],
    version: 0,
    connectedAtMs: startMs,
    accessExpiresAtMs: startMs - 1,
    refreshIssuedAtMs: startMs - minuteMs,
    nextRefreshAtMs: startMs,
    refreshFailures: 0,
    tenant: { tenantId: 'c-1', name: 'Harbour' },
    ...(providerId === 'salesforce' ? { apiBase: 'https://acme.my.salesforce.com' } : {}),
  };
  await storeTokens(ports.vault, grant, tokens);
}

async function owed({ ports, canaries, scene }: Stage, providerId: string): Promise<void> {
  const belongs = keyPlaces(providerId);
  const token = canaries.plant('owed token', belongs);
  const clientSecret = canaries.plant('owed key', belongs);
  const tokenUrl = findProvider(providerId)?.oauth({ environment: 'production' }).tokenUrl ?? '';
  const tokenOrigin = scene.isOld ? undefined : new URL(tokenUrl).origin;
  const entry = { token, clientSecret, clientId: `client-of-${providerId}`, environment: 'production' } as const;
  const isDueLater = scene.isSignedIn;
  const notBeforeMs = isDueLater ? startMs + 2 * minuteMs : 0;
  await oweRevocation(ports.vault, {
    id: `owed-${providerId}`,
    providerId,
    owed: { ...entry, tokenOrigin },
    notBeforeMs,
    attempts: 1,
  });
}

/** The id in a definition as typed; every generated one has one. */
export function idOf(typed: string): string {
  const { id }: { id: string } = JSON.parse(typed);
  return id;
}

/** The provider that a number of an act stands for. */
export function idBy(provider: number, { drafts }: Scene): string {
  return provider < ofDraft ? (ids[provider] ?? '') : idOf(drafts[provider - ofDraft] ?? '{}');
}

/** The providers that are there at first and that something happens to: what nobody touches leaks nothing. */
function namedIn(scene: Scene): string[] {
  const acted = scene.acts.flatMap((act) => ('provider' in act ? [idBy(act.provider, scene)] : []));
  const named = new Set([...acted, ...scene.drafts.map(idOf)]);
  return ids.filter((id) => named.has(id) && findProvider(id) !== undefined);
}

let sharedKey: Promise<CryptoKey> | undefined;

/** A product that holds what the scene wants, as after the start of its worker. */
export async function createStage(scene: Scene): Promise<Stage> {
  sharedKey ??= createVaultKey();
  const key = await sharedKey;
  const canaries = createCanaries();
  const store = memoryStore();
  const send = async (request: HttpRequest): Promise<HttpOutcome> => {
    canaries.see(request);
    return answer(stage, request);
  };
  const local: LocalPorts = {
    vault: await memoryVault(key),
    send: pinnedSend(send, () => providers.flatMap(({ hosts }) => hosts.connection)),
    now: () => stage.nowMs,
    random: () => 0.5,
    withLock: (_name, work) => work(),
    reach: () => Promise.resolve(true),
    clock: { offsetMs: async () => 0, believe: async (_host, offsetMs) => offsetMs },
    hosts: hostsAlwaysUp,
    unsaved: memoryUnsavedGrants(),
    disk: countingDisk(),
    reportBug(error) {
      throw error;
    },
    diagnose: () => {
      throw new Error('nothing is diagnosed here');
    },
    countRead: () => Promise.resolve(),
  };
  const stage: Stage = {
    scene,
    canaries,
    store,
    ports: { ...local, store },
    signIn: inMemorySignIn(local),
    send,
    nowMs: startMs,
    policy: [],
  };
  for (const definition of storedDefinitions) await putOwnProvider(store, definition);
  if (scene.isPosing) await putOwnProvider(store, posingDefinition);
  await registerStored(store);
  const known = namedIn(scene);
  for (const id of known) await (scene.isOld ? enterOldKey(stage, key, id) : enterKey(stage, id));
  if (scene.isPosing) for (const work of [enterOldKey(stage, key, 'own-fake'), signedIn(stage, 'own-fake')]) await work;
  for (const id of known) if (scene.isSignedIn) await signedIn(stage, id);
  if (known.includes('own-books')) await owed(stage, 'own-books');
  await bindOldSecrets(store, stage.ports.vault);
  return stage;
}
