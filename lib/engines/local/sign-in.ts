/*
 * Connect and reconnect. The worker owns the flow; pages only watch `flow` in the session store (SEC-20).
 *
 *   begin ─▶ waiting_for_you ─redirect─▶ finishing ─▶ choose ─watch─▶ done
 *                │    │                      │   └──▶ other_company ─watch─▶ done
 *                │    └─ 60 s silent ─▶ stalled (still waiting; the page offers a tab)
 *                └─ window closed, page failed, refused ─▶ failed
 *   a worker that finds waiting_for_you of a window it did not open itself ─▶ interrupted (SEC-21)
 *
 * The pending secrets are taken out of the session store before the code is used: a second redirect finds nothing (SEC-03).
 */
import { appIdFor } from '../../model/app-credentials';
import { blankEvidence, type Environment, type Evidence } from '../../model/evidence';
import type { Flow, FlowSecret } from '../../model/flow';
import type { Grant } from '../../model/grant';
import type { AuthWindowOutcome } from '../../model/ports';
import { failure, type Result, success } from '../../model/result';
import { prepareAuthorization } from '../../oauth/authorize';
import { readCallback } from '../../oauth/callback';
import { toOAuthClient } from '../../oauth/oauth-client';
import { exchangeCode, type TokenAnswer, type TokenContext } from '../../oauth/tokens';
import { findProvider } from '../../providers';
import { keyOrigin } from '../../providers/key-home';
import type { Provider } from '../../providers/provider';
import { listGrants } from '../../vault/grants';
import { openAppAt, openUsableApp } from './grant-app';
import { keepTokens } from './keep-tokens';
import { planRefresh } from './plan-refresh';
import type { LocalPorts } from './ports';
import { revocationsLock, voidReplaced } from './retry-revocations';
import { tokenContextFor } from './token-context';

/** Longest a sign-in may take from start to redirect (SEC-03, SEC-22). */
export const flowLifeMs = 10 * 60_000;

/** What signing in needs besides the local ports. */
export interface SignInPorts extends LocalPorts {
  readFlow(): Promise<Flow | undefined>;
  writeFlow(flow: Flow | undefined): Promise<void>;
  readFlowSecret(): Promise<FlowSecret | undefined>;
  /** Atomic; returns what was there before. */
  changeFlowSecret(change: (secret: FlowSecret | undefined) => FlowSecret | undefined): Promise<FlowSecret | undefined>;
  redirectUriFor(providerId: string): string;
  newId(): string;
}

/** Who wants to sign in where; `connectionId` when a connection is to be repaired. */
export interface SignInWish {
  provider: Provider;
  environment: Environment;
  how: 'window' | 'tab';
  connectionId?: string;
  companyName?: string;
}

/** A prepared sign-in: the address to open, already noted as pending. */
export interface StartedSignIn {
  flow: Flow;
  url: string;
}

/** Notes a new pending sign-in and returns the address of the provider's page; `no_app_credentials` when none are stored. */
export async function beginSignIn(
  ports: SignInPorts,
  wish: SignInWish,
): Promise<Result<StartedSignIn, 'no_app_credentials'>> {
  const app = await openUsableApp(ports.vault, wish.provider, appIdFor(wish.provider.id, wish.environment));
  if (!app) return failure('no_app_credentials');
  const redirectUri = ports.redirectUriFor(wish.provider.id);
  const { url, state, codeVerifier } = await prepareAuthorization(wish.provider, app, redirectUri);
  const nowMs = ports.now();
  const flow: Flow = {
    id: ports.newId(),
    providerId: wish.provider.id,
    environment: wish.environment,
    connectionId: wish.connectionId,
    companyName: wish.companyName,
    how: wish.how,
    step: 'waiting_for_you',
    startedAtMs: nowMs,
  };
  const expiresAtMs = nowMs + flowLifeMs;
  const tokenOrigin = keyOrigin(wish.provider, wish.environment);
  await ports.changeFlowSecret(() => ({ flowId: flow.id, state, codeVerifier, redirectUri, expiresAtMs, tokenOrigin }));
  await ports.writeFlow(flow);
  return success({ flow, url });
}

/** Evidence of a sign-in window that ended without a redirect; what the provider's own page said goes before the browser's words. */
export async function windowEvidence(
  ports: SignInPorts,
  flow: Flow,
  outcome: Exclude<AuthWindowOutcome, { kind: 'redirect' }>,
): Promise<Evidence> {
  const secret = await ports.readFlowSecret();
  const pageError = secret?.flowId === flow.id ? secret.pageError : undefined;
  const provider = findProvider(flow.providerId);
  const app = provider && (await openAppAt(ports.vault, provider, appIdFor(flow.providerId, flow.environment)));
  const facts = provider?.oauth(app ?? { environment: flow.environment });
  const target = facts ? new URL(facts.authorizeUrl) : undefined;
  return {
    ...blankEvidence(flow.providerId, 'authorize'),
    answer: pageError ? { status: null, headers: {}, body: pageError } : null,
    failure: pageError ? null : outcome.text,
    request: {
      ...(target ? { host: target.host, path: target.pathname } : {}),
      scopes: [...(facts?.scopes ?? [])],
      environment: flow.environment,
      ...(secret ? { redirectUri: secret.redirectUri } : {}),
    },
  };
}

function grantFor(
  ports: SignInPorts,
  flow: Flow,
  { provider, clockOffsetMs }: TokenContext,
  { answer, stored }: { answer: TokenAnswer; stored: readonly Grant[] },
): Grant {
  const { told } = answer;
  const nowMs = ports.now();
  const { keepAliveMs } = provider.oauth({ environment: flow.environment });
  const known = stored.find(
    (grant) =>
      told.grantKey !== undefined &&
      grant.key === told.grantKey &&
      grant.providerId === provider.id &&
      grant.environment === flow.environment,
  );
  return {
    id: known?.id ?? ports.newId(),
    providerId: provider.id,
    environment: flow.environment,
    appId: appIdFor(provider.id, flow.environment),
    key: told.grantKey,
    userName: told.personName,
    scopes: answer.scopes,
    tenant: told.tenant,
    apiBase: told.apiBase,
    endsAtMs: told.endsInMs === undefined ? undefined : answer.issuedAtMs + told.endsInMs,
    version: known?.version ?? 0,
    connectedAtMs: answer.issuedAtMs,
    accessExpiresAtMs: answer.accessExpiresAtMs,
    refreshIssuedAtMs: answer.issuedAtMs,
    nextRefreshAtMs: planRefresh({
      accessExpiresAtMs: answer.accessExpiresAtMs,
      keepAliveMs,
      nowMs,
      clockOffsetMs: answer.clockOffsetMs ?? clockOffsetMs,
    }),
    refreshDue: { reason: 'routine', setAtMs: nowMs },
    refreshFailures: 0,
  };
}

/**
 * Notes how far a sign-in has come, unless another one has begun meanwhile: that one would be forgotten, and its redirect
 * would be one that nobody waits for.
 */
export async function writeStep(ports: Pick<SignInPorts, 'readFlow' | 'writeFlow'>, flow: Flow): Promise<void> {
  const current = await ports.readFlow();
  if (current === undefined || current.id === flow.id) await ports.writeFlow(flow);
}

/** A sign-in that brought tokens; they are stored before anything else happens. */
export interface FinishedSignIn {
  grant: Grant;
  accessToken: string;
  signInId: string | undefined;
}

/** What a redirect that was found good is used with. */
interface Exchange {
  context: TokenContext;
  parameters: URLSearchParams;
  secret: FlowSecret;
}

/** Exchanges the code and stores the tokens; meanwhile nothing is revoked (SEC-14). */
function exchange(
  ports: SignInPorts,
  flow: Flow,
  { context, parameters, secret }: Exchange,
): Promise<Result<FinishedSignIn, Evidence>> {
  return ports.withLock(revocationsLock, async () => {
    // Read before the code is used: new tokens must not be lost because the disk cannot be read behind that (SEC-42).
    const stored = await listGrants(ports.vault);
    const { redirectUri, codeVerifier } = secret;
    const answer = await exchangeCode(context, { parameters, redirectUri, codeVerifier });
    if (!answer.ok) return failure(answer.problem.evidence);
    const { tokens, told } = answer.value;
    const draft = grantFor(ports, flow, context, { answer: answer.value, stored });
    // Whoever goes on after us knows by the note whether the tokens were stored (SEC-21).
    await writeStep(ports, { ...flow, grantId: draft.id, grantedAtMs: draft.connectedAtMs });
    const grant = await ports.withLock(`grant:${draft.id}`, () => keepTokens(ports, draft, tokens));
    await voidReplaced(ports, grant);
    return success({ grant, accessToken: tokens.accessToken, signInId: told.signInId });
  });
}

/**
 * Uses the redirect that ended a sign-in: checks it, exchanges the code, stores the tokens.
 *
 * @returns evidence in phase `callback` or `token` on failure; `stale` when no sign-in is waiting for this redirect
 */
export async function finishSignIn(
  ports: SignInPorts,
  flow: Flow,
  redirectUrl: string,
): Promise<Result<FinishedSignIn, Evidence | 'stale'>> {
  const provider = findProvider(flow.providerId);
  const app = provider && (await openUsableApp(ports.vault, provider, appIdFor(flow.providerId, flow.environment)));
  if (!provider || !app) return failure('stale');
  const secret = await ports.changeFlowSecret((pending) => (pending?.flowId === flow.id ? undefined : pending));
  if (secret?.flowId !== flow.id) return failure('stale');
  const tokenOrigin = keyOrigin(provider, flow.environment);
  if (secret.tokenOrigin !== undefined && secret.tokenOrigin !== tokenOrigin) return failure('stale');
  const context = await tokenContextFor(ports, provider, app);
  const callback = readCallback(redirectUrl, secret, {
    provider,
    oauthClient: toOAuthClient(provider, app, context.clockOffsetMs),
    nowMs: ports.now(),
  });
  if (!callback.ok) return callback;
  const finishing: Flow = { ...flow, step: 'finishing' };
  await writeStep(ports, finishing);
  return exchange(ports, finishing, { context, parameters: callback.value, secret });
}
