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
import { reachableCompanies } from '../../lib/engines/local/reachable-companies';
import { retryRevocations } from '../../lib/engines/local/retry-revocations';
import { beginSignIn, finishSignIn } from '../../lib/engines/local/sign-in';
import type { Grant } from '../../lib/model/grant';
import { findProvider } from '../../lib/providers';
import { readDraft } from '../../lib/providers/custom/mistakes';
import { listGrants } from '../../lib/vault/grants';
import { type Act, type Scene, scenes } from './definition-scenes';
import { createStage, enterKey, idBy, idOf, keyPlaces, minuteMs, type Stage } from './definition-stage';

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

async function tryDraft(stage: Stage, typed: string): Promise<void> {
  const draft = readDraft(typed);
  if (!draft.ok) return;
  const run = await dryRun(
    { ...stage.ports, send: stage.send, hasHosts: () => Promise.resolve(true), origin: 'x' },
    draft.value,
  );
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
  await takeOverManagedApps(stage.ports, { apps: stage.policy }, true);
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
    return act.kind === 'settle' ? retryRevocations(stage.ports) : restart(stage);
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
