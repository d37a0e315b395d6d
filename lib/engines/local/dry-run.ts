import { appIdFor } from '../../model/app-credentials';
import type { DryRun, DryRunStep } from '../../model/dry-run';
import { hostOfPattern } from '../../model/hosts';
import type { HttpOutcome, HttpRequest } from '../../model/ports';
import { companyPlace, type ProviderDraft } from '../../model/provider-definition';
import { text } from '../../model/text';
import { refreshTokens } from '../../oauth/tokens';
import { readDiscovery } from '../../providers/custom/discovery';
import { triedPatterns } from '../../providers/custom/hosts';
import {
  judgeAppKey,
  judgeCheck,
  judgeRevocation,
  judgeToken,
  looksAtAppFirst,
  troubleOf,
} from '../../providers/custom/judge';
import { toDefinition } from '../../providers/custom/mistakes';
import { customProvider } from '../../providers/custom/provider';
import { twoSites } from '../../providers/custom/same-site';
import { findAppOrigin } from '../../vault/apps';
import { openUsableApp } from './grant-app';
import { pinnedSend } from './pinned-send';
import type { LocalPorts } from './ports';
import { tokenContextFor } from './token-context';

/** What trying a definition needs from outside; `send` is not pinned yet: the definition is nobody's provider so far. */
export interface DryRunPorts extends LocalPorts {
  hasHosts(patterns: readonly string[]): Promise<boolean>;
  /** What our requests name as their origin. */
  origin: string;
}

const deadlineMs = 10_000;
const maxBodyBytes = 1_000_000;

/** A value no server has given out. */
const madeUp = 'ledgerline-dry-run';

function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: { accept: 'application/json' }, deadlineMs, maxBodyBytes };
}

function post(url: string, fields: Record<string, string>): HttpRequest {
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url, headers, body: new URLSearchParams(fields).toString(), deadlineMs, maxBodyBytes };
}

async function missingOf(ports: DryRunPorts, draft: ProviderDraft): Promise<string[]> {
  const missing: string[] = [];
  for (const pattern of triedPatterns(draft)) if (!(await ports.hasHosts([pattern]))) missing.push(pattern);
  return missing;
}

function accessStep(missing: readonly string[]): DryRunStep {
  const hosts = missing.map(hostOfPattern).join(', ');
  return missing.length === 0
    ? { id: 'access', outcome: 'good', words: text('definition_step_access') }
    : { id: 'access', outcome: 'wrong', words: text('definition_step_access_not', hosts) };
}

async function discover(
  ports: DryRunPorts,
  draft: ProviderDraft,
): Promise<{ draft: ProviderDraft; steps: DryRunStep[] }> {
  if (draft.discovery === undefined) return { draft, steps: [] };
  const outcome = await ports.send(get(draft.discovery));
  const trouble = troubleOf('discovery', draft.discovery, outcome);
  if (trouble) return { draft, steps: [trouble] };
  if (outcome.answer?.status !== 200) {
    const words = text('definition_step_discovery_status', draft.discovery, String(outcome.answer?.status));
    return { draft, steps: [{ id: 'discovery', outcome: 'wrong', words }] };
  }
  return readDiscovery(draft, outcome.answer.body);
}

/** A key that was entered for another address is not tried here, whatever id the definition has (SEC-46). */
function withoutAppKey(origin: string | undefined, { endpoints }: ProviderDraft): DryRunStep {
  const here = endpoints && new URL(endpoints.token).origin;
  const words =
    origin === undefined || here === undefined || origin === here
      ? text('definition_step_app_key_none')
      : text('definition_step_app_key_elsewhere', hostOfPattern(origin), hostOfPattern(here));
  return { id: 'app_key', outcome: 'left_out', words };
}

/** Not forbidden, and worth knowing before it is saved: people see one site, and tokens go to another (SEC-47). */
function sitesStep(draft: ProviderDraft): DryRunStep[] {
  const sites = twoSites(draft);
  return sites ? [{ id: 'sites', outcome: 'note', words: text('definition_two_sites', ...sites) }] : [];
}

/** A stored app key is tried without a sign-in: a made-up refresh token is refused only after the key was accepted. */
async function tryAppKey(ports: DryRunPorts, draft: ProviderDraft): Promise<DryRunStep> {
  const definition = toDefinition(draft);
  const provider = definition.ok ? customProvider(definition.value) : undefined;
  const appId = appIdFor(draft.id, 'production');
  const app = provider && (await openUsableApp(ports.vault, provider, appId));
  if (!app) return withoutAppKey(await findAppOrigin(ports.vault, appId), draft);
  const answer = await refreshTokens(await tokenContextFor(ports, provider, app), {
    accessToken: madeUp,
    refreshToken: madeUp,
  });
  return judgeAppKey(answer.ok ? undefined : answer.problem.evidence.answer, ports.origin);
}

/** Asks the token address with an app and a code that are both made up: a server that refuses the app looks at it first. */
function askToken(ports: DryRunPorts, address: string): Promise<HttpOutcome> {
  const redirectUri = 'https://ledgerline.example/';
  const fields = { grant_type: 'authorization_code', code: madeUp, redirect_uri: redirectUri, client_id: madeUp };
  return ports.send(post(address, fields));
}

async function askEverything(
  ports: DryRunPorts,
  draft: ProviderDraft,
): Promise<{ draft: ProviderDraft; steps: DryRunStep[] }> {
  const { endpoints, check } = draft;
  if (!endpoints) return { draft, steps: [] };
  const token = await askToken(ports, endpoints.token);
  const steps = [judgeToken(endpoints.token, token), await tryAppKey(ports, draft)];
  if (endpoints.revocation === undefined) {
    steps.push({ id: 'revocation', outcome: 'note', words: text('definition_step_revocation_none') });
  } else {
    const revoked = await ports.send(post(endpoints.revocation, { token: madeUp, client_id: madeUp }));
    steps.push(judgeRevocation(endpoints.revocation, revoked));
  }
  steps.push(judgeCheck(check.url, await ports.send(get(check.url.replaceAll(companyPlace, madeUp)))));
  return { draft: { ...draft, provesKeys: looksAtAppFirst(token) }, steps };
}

/**
 * Tries a definition without a sign-in: reads the discovery address, then asks each address a question it has to refuse.
 * No secret leaves but a stored app key, and that only where it was entered for the very origin of the definition's token
 * address (SEC-46). Never fails: what goes wrong is a step.
 */
export async function dryRun(ports: DryRunPorts, typed: ProviderDraft): Promise<DryRun> {
  const ask = { ...ports, send: pinnedSend(ports.send, () => triedPatterns(typed)) };
  const done = (draft: ProviderDraft, steps: DryRunStep[], missingHosts: string[]): DryRun => ({
    steps,
    definition: JSON.stringify(draft, null, 2),
    missingHosts,
  });
  const firstMissing = await missingOf(ports, typed);
  if (firstMissing.length > 0) return done(typed, [accessStep(firstMissing)], firstMissing);
  const { draft, steps } = await discover(ask, typed);
  const missing = await missingOf(ports, draft);
  const known = [accessStep(missing), ...steps, ...sitesStep(draft)];
  if (missing.length > 0 || steps.some(({ outcome }) => outcome === 'wrong')) return done(draft, known, missing);
  const pinned = { ...ports, send: pinnedSend(ports.send, () => triedPatterns(draft)) };
  const asked = await askEverything(pinned, draft);
  return done(asked.draft, [...known, ...asked.steps], []);
}
