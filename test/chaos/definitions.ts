import fc from 'fast-check';
import {
  bindOldSecrets,
  forgetDefinition,
  registerStored,
  storeDefinition,
} from '../../entrypoints/background/own-providers';
import { endGrant } from '../../lib/engines/local/disconnect';
import { dryRun } from '../../lib/engines/local/dry-run';
import { freshAccessToken } from '../../lib/engines/local/fresh-token';
import { takeOverManagedApps } from '../../lib/engines/local/managed-apps';
import { pinnedSend } from '../../lib/engines/local/pinned-send';
import type { LocalPorts } from '../../lib/engines/local/ports';
import { reachableCompanies } from '../../lib/engines/local/reachable-companies';
import { settleRevocations } from '../../lib/engines/local/settle-revocations';
import { beginSignIn, finishSignIn, type SignInPorts, type StartedSignIn } from '../../lib/engines/local/sign-in';
import type { Grant } from '../../lib/model/grant';
import { hostOfPattern, isAmong } from '../../lib/model/hosts';
import type { HttpOutcome, HttpRequest } from '../../lib/model/ports';
import { builtInProviders, findProvider, providers } from '../../lib/providers';
import { calledOrigins } from '../../lib/providers/custom/hosts';
import { readDraft } from '../../lib/providers/custom/mistakes';
import { readStoredDefinitions } from '../../lib/providers/custom/stored';
import type { Store } from '../../lib/store/database';
import { putOwnProvider, readOwnRecords } from '../../lib/store/own-providers';
import { saveApp } from '../../lib/vault/apps';
import { listGrants, storeTokens } from '../../lib/vault/grants';
import { oweRevocation } from '../../lib/vault/revocations';
import { createVaultKey, seal } from '../../lib/vault/seal';
import { inMemorySignIn } from '../unit/engines/pending-sign-in';
import { type Belongs, type Canaries, createCanaries } from './canaries';
import {
  type Act,
  ofDraft,
  posingDefinition,
  providerIds,
  type Scene,
  scenes,
  storedDefinitions,
} from './definition-scenes';
import { memoryStore, memoryVault } from './memory-database';

/*
 * Definitions and imports of every kind, in a product that holds app keys and sign-ins of several providers (SEC-46, SEC-47):
 * does a secret ever leave for another origin than its own? Everything between the typed text and the network is real but
 * the database, which is in memory.
 */

/** What a number of generated runs came to. */
export interface DefinitionRuns {
  n: number;
  /** Secrets at any origin but their own. */
  leaks: string[];
  /** How often a secret of each kind was sent to its own origin. */
  arrived: Record<string, number>;
  /** Throws nobody expected. */
  errors: string[];
}

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 22, 12);
const ids = [...providerIds, ...builtInProviders.map(({ id }) => id)];

interface Stage {
  scene: Scene;
  canaries: Canaries;
  store: Store;
  ports: LocalPorts & { store: Store };
  signIn: SignInPorts;
  nowMs: number;
  /** The pending sign-in, and the code that its provider will give. */
  started?: StartedSignIn & { code: string };
  policy: unknown[];
}

/** Origins a provider's app key and refresh tokens belong to, by what is registered at this moment and never again. */
function keyPlaces(providerId: string): Belongs {
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

/** Whose app it is tells the client id: `client of own-books` and the like, as it was entered. */
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

async function enterKey(stage: Stage, providerId: string): Promise<void> {
  const provider = findProvider(providerId);
  if (!provider) return;
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

function idOf(typed: string): string {
  const { id }: { id: string } = JSON.parse(typed);
  return id;
}

function idBy(provider: number, { drafts }: Scene): string {
  return provider < ofDraft ? (ids[provider] ?? '') : idOf(drafts[provider - ofDraft] ?? '{}');
}

/** The providers that are there at first and that something happens to: what nobody touches leaks nothing. */
function namedIn(scene: Scene): string[] {
  const acted = scene.acts.flatMap((act) => ('provider' in act ? [idBy(act.provider, scene)] : []));
  const named = new Set([...acted, ...scene.drafts.map(idOf)]);
  return ids.filter((id) => named.has(id) && findProvider(id) !== undefined);
}

let sharedKey: Promise<CryptoKey> | undefined;

async function createStage(scene: Scene): Promise<Stage> {
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
    clock: { offsetMs: () => Promise.resolve(0), note: () => Promise.resolve() },
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
    nowMs: startMs,
    policy: [],
  };
  unpinned.set(stage, send);
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

/** What reaches every host: the one a definition is tried with, before it is anybody's provider. */
const unpinned = new WeakMap<Stage, (request: HttpRequest) => Promise<HttpOutcome>>();

async function tryDraft(stage: Stage, typed: string): Promise<void> {
  const draft = readDraft(typed);
  const send = unpinned.get(stage);
  if (!draft.ok || !send) return;
  const run = await dryRun({ ...stage.ports, send, hasHosts: () => Promise.resolve(true), origin: 'x' }, draft.value);
  // What the discovery address told is in the form now, and is what a person saves.
  stage.scene.drafts[stage.scene.drafts.indexOf(typed)] = run.definition;
}

async function begin(stage: Stage, providerId: string): Promise<void> {
  const provider = findProvider(providerId);
  if (!provider) return;
  const started = await beginSignIn(stage.signIn, { provider, environment: 'production', how: 'window' });
  if (!started.ok) return;
  const code = stage.canaries.plant('code', keyPlaces(providerId));
  const secret = await stage.signIn.readFlowSecret();
  if (secret) stage.canaries.watch(secret.codeVerifier, 'verifier', keyPlaces(providerId));
  stage.started = { ...started.value, code };
}

async function finish(stage: Stage): Promise<void> {
  const { started, signIn } = stage;
  if (!started) return;
  delete stage.started;
  const state = new URL(started.url).searchParams.get('state') ?? '';
  const redirect = new URL(signIn.redirectUriFor(''));
  redirect.search = new URLSearchParams({ code: started.code, state, realmId: '7' }).toString();
  await finishSignIn(signIn, started.flow, redirect.href);
}

/** Refreshes, then reads with what came of it. */
async function use(stage: Stage, providerId: string): Promise<void> {
  for (const { id } of await grantsOf(stage, providerId)) {
    const fresh = await freshAccessToken(stage.ports, id, { isAskedFor: true, newerThan: 1 });
    const provider = findProvider(providerId);
    if (fresh.kind !== 'fresh' || !provider) continue;
    await reachableCompanies(stage.ports, { provider, grant: fresh.grant, accessToken: fresh.accessToken });
  }
}

async function grantsOf({ ports }: Stage, providerId: string): Promise<Grant[]> {
  return (await listGrants(ports.vault)).filter((grant) => grant.providerId === providerId);
}

/** The policy of a firm: it gives its key for the address that the definition has when the policy is first read. */
async function addPolicy(stage: Stage, providerId: string): Promise<void> {
  const isKnown = findProvider(providerId) !== undefined;
  if (isKnown && !stage.policy.some((entry) => Object(entry).provider === providerId)) {
    const clientSecret = stage.canaries.plant('managed key', keyPlaces(providerId));
    stage.policy.push({ provider: providerId, clientId: `client-of-${providerId}`, clientSecret });
  }
  await takeOverManagedApps(stage.ports, { apps: stage.policy });
}

async function restart({ ports, store }: Stage): Promise<void> {
  await registerStored(store);
  await bindOldSecrets(store, ports.vault);
}

async function perform(stage: Stage, act: Act): Promise<unknown> {
  stage.nowMs += 3 * minuteMs;
  if ('draft' in act) {
    const typed = stage.scene.drafts[act.draft] ?? '';
    if (act.kind === 'try') return tryDraft(stage, typed);
    return storeDefinition(stage.ports, typed, act.kind === 'edit' ? idOf(typed) : undefined);
  }
  if (!('provider' in act)) {
    if (act.kind === 'finish') return finish(stage);
    return act.kind === 'settle' ? settleRevocations(stage.ports) : restart(stage);
  }
  const providerId = idBy(act.provider, stage.scene);
  switch (act.kind) {
    case 'enterKey':
      return enterKey(stage, providerId);
    case 'begin':
      return begin(stage, providerId);
    case 'use':
      return use(stage, providerId);
    case 'revoke':
      for (const { id } of await grantsOf(stage, providerId)) await endGrant(stage.ports, id);
      return undefined;
    case 'forget':
      return providerId.startsWith('own-') ? forgetDefinition(stage.ports, providerId) : undefined;
    case 'policy':
      return addPolicy(stage, providerId);
  }
}

async function runScene(scene: Scene, result: DefinitionRuns): Promise<void> {
  const stage = await createStage({ ...scene, drafts: [...scene.drafts] });
  for (const act of scene.acts) {
    await perform(stage, act).catch((error: unknown) => void result.errors.push(`${act.kind}: ${String(error)}`));
  }
  result.n += 1;
  for (const leak of stage.canaries.leaks) result.leaks.push(`${leak} after ${JSON.stringify(scene)}`);
  for (const [kind, times] of Object.entries(stage.canaries.arrived))
    result.arrived[kind] = (result.arrived[kind] ?? 0) + times;
}

/** Plays generated scenes; the same seed gives the same ones. */
export async function runDefinitions({ runs, seed }: { runs: number; seed: number }): Promise<DefinitionRuns> {
  const result: DefinitionRuns = { n: 0, leaks: [], arrived: {}, errors: [] };
  const property = fc.asyncProperty(scenes, (scene) => runScene(scene, result));
  await fc.assert(property, { numRuns: runs, seed });
  return result;
}
