import { describe, expect, it } from 'vitest';
import type { AppCredentials } from '../../../lib/model/app-credentials';
import type { Evidence } from '../../../lib/model/evidence';
import type { HttpRequest } from '../../../lib/model/ports';
import type { ProviderDraft } from '../../../lib/model/provider-definition';
import type { Result } from '../../../lib/model/result';
import { readCallback } from '../../../lib/oauth/callback';
import { toOAuthClient } from '../../../lib/oauth/oauth-client';
import {
  exchangeCode,
  refreshTokens,
  type TokenAnswer,
  type TokenContext,
  type TokenFailure,
} from '../../../lib/oauth/tokens';
import { readDiscovery } from '../../../lib/providers/custom/discovery';
import { customProvider } from '../../../lib/providers/custom/provider';
import {
  answerWith,
  clientId,
  definition,
  discoveryModules,
  goodAnswers,
  issuer,
  mixedUpRedirects,
  nowMs,
  oldIdToken,
  redirect,
  redirectUri,
  state,
  withoutMeaning,
  wrongIdTokens,
  wrongRedirects,
} from './conformance-modules';

interface Client {
  context: TokenContext;
  sent: HttpRequest[];
}

/** A client whose server answers every token request with this body. */
function clientFor(body: string, clientSecret?: string): Client {
  const provider = customProvider({ ...definition, clientAuth: clientSecret === undefined ? 'none' : 'basic' });
  const id = { id: 'own-conformance:production', providerId: definition.id, environment: 'production' } as const;
  const app: AppCredentials = { ...id, clientId, clientSecret };
  const sent: HttpRequest[] = [];
  const headers = { 'content-type': 'application/json' };
  const send: TokenContext['send'] = async (request) => {
    sent.push(request);
    return { answer: { status: 200, headers, body }, failure: null };
  };
  const believeOffset = async (offsetMs: number) => offsetMs;
  return { context: { provider, app, clockOffsetMs: 0, believeOffset, now: () => nowMs, send }, sent };
}

/** Goes through a sign-in from the redirect on. */
async function finish({ context }: Client, redirected: string): Promise<Result<TokenAnswer, TokenFailure | Evidence>> {
  const oauthClient = toOAuthClient(context.provider, context.app, 0);
  const expected = { state, redirectUri, expiresAtMs: nowMs + 600_000 };
  const callback = readCallback(redirected, expected, { provider: context.provider, oauthClient, nowMs });
  if (!callback.ok) return callback;
  return exchangeCode(context, { parameters: callback.value, redirectUri, codeVerifier: 'v'.repeat(43) });
}

const secrets = /access-1|refresh-1|code-1|state-of-this-flow|eyJ/;

describe('the modules of the OpenID conformance suite', () => {
  it('are each here once: tested, or listed with the reason why not', () => {
    const named = [...wrongRedirects, ...wrongIdTokens, ...goodAnswers].map(([module]) => module);
    const all = [...named, ...Object.keys(withoutMeaning), ...discoveryModules];
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(59);
  });

  it.each(wrongRedirects)('SEC-03 SEC-04 %s: a redirect with %s ends before any token request', async (...row) => {
    const client = clientFor(answerWith({}));
    const answer = await finish(client, row[2]);
    expect(answer).toMatchObject({ ok: false, problem: { phase: 'callback' } });
    expect(client.sent).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(secrets);
  });

  it.each(wrongIdTokens)('SEC-10 %s: tokens that come with an id token with %s are refused', async (...row) => {
    const client = clientFor(answerWith({ id_token: row[2] }));
    const answer = await finish(client, redirect());
    const evidence = { phase: 'token', failure: expect.stringContaining(row[3]) };
    expect(answer).toMatchObject({ ok: false, problem: { evidence } });
    expect(client.sent).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toMatch(secrets);
  });

  it.each(wrongIdTokens)('SEC-31 %s: the same beside a refresh costs no token, and is not kept', async (...row) => {
    const { context } = clientFor(answerWith({ id_token: row[2] }));
    const held = { accessToken: 'old-access', refreshToken: 'old-refresh', idToken: 'of the sign-in' };
    const answer = await refreshTokens(context, held);
    const tokens = { accessToken: 'access-1', refreshToken: 'refresh-1', idToken: 'of the sign-in' };
    expect(answer).toMatchObject({ ok: true, value: { tokens } });
  });

  it.each(goodAnswers)('%s: a sign-in goes on after an answer with %s', async (...row) => {
    const client = clientFor(answerWith(row[2]), row[0] === 'client-secret-basic' ? 'a-secret' : undefined);
    expect(await finish(client, redirect())).toMatchObject({
      ok: true,
      value: { tokens: { accessToken: 'access-1', refreshToken: 'refresh-1' }, scopes: definition.scopes },
    });
    expect(client.sent).toHaveLength(1);
  });

  it('discovery-issuer-mismatch: a document that names another issuer is not used', () => {
    const discovery = `${issuer}/.well-known/openid-configuration`;
    const { issuer: _issuer, endpoints: _endpoints, ...rest } = definition;
    const draft: ProviderDraft = { ...rest, discovery };
    const document = {
      issuer: `${issuer}/other`,
      authorization_endpoint: `${issuer}/a`,
      token_endpoint: `${issuer}/t`,
    };
    expect(readDiscovery(draft, JSON.stringify(document))).toMatchObject({
      draft,
      steps: [{ outcome: 'wrong', words: { key: 'definition_step_discovery_elsewhere' } }],
    });
    expect(readDiscovery(draft, JSON.stringify({ ...document, issuer })).draft).toMatchObject({ issuer });
  });

  it('iat-is-week-in-past: an id token from the token endpoint is not refused for its age alone', async () => {
    expect((await finish(clientFor(answerWith({ id_token: oldIdToken })), redirect())).ok).toBe(true);
  });
});

describe('answers beside the modules', () => {
  it.each(mixedUpRedirects)('SEC-04 a redirect %s ends before any token request', async (_what, redirected) => {
    const client = clientFor(answerWith({}));
    expect(await finish(client, redirected)).toMatchObject({ ok: false, problem: { phase: 'callback' } });
    expect(client.sent).toEqual([]);
  });

  it.each([['DPoP'], ['dpop'], ['N_A'], ['mac'], ['constructor'], ['']])(
    'SEC-10 refuses tokens of the type %j, which nobody here can use',
    async (type) => {
      const client = clientFor(answerWith({ token_type: type }));
      const answer = await finish(client, redirect());
      expect(answer).toMatchObject({ ok: false, problem: { evidence: { phase: 'token' } } });
      expect(JSON.stringify(answer)).not.toMatch(secrets);
      const refreshed = await refreshTokens(client.context, { accessToken: 'old', refreshToken: 'old' });
      expect(refreshed).toMatchObject({ ok: false, problem: { isOutcomeUnknown: true } });
    },
  );
});
