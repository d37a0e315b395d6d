import { beforeEach, describe, expect, it, vi } from 'vitest';
import { reportBug } from '../../../entrypoints/background/report-bug';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import { newConnection } from '../../../lib/engines/connection-record';
import { callApi } from '../../../lib/engines/local/api-call';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { tokenContextFor } from '../../../lib/engines/local/token-context';
import { toMarkdown } from '../../../lib/guidance/support-report/markdown';
import { toSupportReport } from '../../../lib/guidance/support-report/report';
import type { Connection } from '../../../lib/model/connection';
import type { Evidence } from '../../../lib/model/evidence';
import type { Grant } from '../../../lib/model/grant';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import type { ProviderDefinition } from '../../../lib/model/provider-definition';
import { readCallback } from '../../../lib/oauth/callback';
import { toOAuthClient } from '../../../lib/oauth/oauth-client';
import { revokeGrant } from '../../../lib/oauth/revoke';
import { exchangeCode, type TokenContext } from '../../../lib/oauth/tokens';
import { findProvider } from '../../../lib/providers';
import { registerOwn } from '../../../lib/providers/custom/register';
import type { Provider } from '../../../lib/providers/provider';
import { saveApp } from '../../../lib/vault/apps';
import { openGrant, storeTokens } from '../../../lib/vault/grants';
import { say } from '../guidance/words';
import { aDefinition } from '../providers/own-sample';
import { redirectUri } from './books';
import { createWorld, json, storeGrant, type World } from './world';

/** Secrets in shapes that nobody would take for secrets, and one in a shape that everybody would. */
const secrets = {
  client: 'Hunter2!',
  access: 'AB11764823',
  refresh: 'blue horse & cart',
  code: 'welcome',
  verifier: 'eyJhbGciOiJIUzI1NiJ9.Q2FuYXJ5LTQz.Zk3vQ8xW2rT6yU1p',
};
const note = 'Ask Dana, the spare key is Hunter2!';

const definition = (clientAuth: ProviderDefinition['clientAuth']): ProviderDefinition => ({
  ...aDefinition,
  clientAuth,
  messages: { grant_invalid: note, client_credentials_invalid: note, user_permission_insufficient: note },
});

let world: World;
let provider: Provider;
let grant: Grant;
let context: TokenContext;

/** Every secret of a request, as a server that helps too much writes it back. */
function sentence(request: HttpRequest): string {
  const { refresh_token, token, code, code_verifier, client_secret } = Object.fromEntries(
    new URLSearchParams(request.body),
  );
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ');
  const basic = scheme === 'Basic' ? decodeURIComponent(atob(value).split(':')[1] ?? '') : value;
  const said = [
    refresh_token,
    token,
    code,
    code_verifier,
    client_secret,
    basic,
    encodeURIComponent(refresh_token ?? ''),
  ];
  return `The value ${said.filter(Boolean).join(' or ')} is not right`;
}

const ways: [string, (request: HttpRequest) => HttpOutcome][] = [
  [
    'as the description of an OAuth error',
    (request) => json(400, { error: 'invalid_grant', error_description: sentence(request) }),
  ],
  ['as the error itself', (request) => json(401, { error: sentence(request), message: sentence(request) })],
  [
    'in the answer of a gateway',
    (request) => json(403, { Detail: sentence(request), errors: [{ message: sentence(request) }] }),
  ],
  [
    'in a header',
    (request) =>
      json(401, {}, { 'www-authenticate': `Bearer error="invalid_token", error_description="${sentence(request)}"` }),
  ],
  [
    'on a page',
    (request) => ({
      answer: {
        status: 500,
        headers: { 'content-type': 'text/html' },
        body: `<h1>Error</h1><p>${sentence(request)}</p>`,
      },
      failure: null,
    }),
  ],
];

async function open(clientAuth: ProviderDefinition['clientAuth']): Promise<void> {
  registerOwn([definition(clientAuth)]);
  const found = findProvider('own-books');
  if (!found) throw new Error('own-books is not registered');
  provider = found;
  const app = {
    providerId: 'own-books',
    environment: 'production',
    clientId: 'books',
    clientSecret: secrets.client,
  } as const;
  const id = await saveApp(world.ports.vault, app, 0);
  context = await tokenContextFor(world.ports, provider, { ...app, id });
  grant = await storeGrant(world, -1, { providerId: 'own-books', appId: id });
  grant = await storeTokens(world.ports.vault, grant, { accessToken: secrets.access, refreshToken: secrets.refresh });
}

const calls: [string, () => Promise<Evidence | undefined>][] = [
  [
    'a refresh',
    async () => {
      const fresh = await freshAccessToken(world.ports, grant.id, { isAskedFor: true });
      return fresh.kind === 'failed' ? fresh.evidence : undefined;
    },
  ],
  [
    'an exchange of the code',
    async () => {
      const { issuer } = aDefinition;
      const redirect = `${redirectUri}?${new URLSearchParams({ code: secrets.code, state: 'state', iss: issuer })}`;
      const expected = { state: 'state', redirectUri, expiresAtMs: world.nowMs + 1 };
      const oauthClient = toOAuthClient(provider, context.app, 0);
      const callback = readCallback(redirect, expected, { provider, oauthClient, nowMs: world.nowMs });
      if (!callback.ok) throw new Error('the redirect was not believed');
      const asked = { parameters: callback.value, redirectUri, codeVerifier: secrets.verifier };
      const answer = await exchangeCode(context, asked);
      return answer.ok ? undefined : answer.problem.evidence;
    },
  ],
  [
    'a revocation',
    async () => {
      const revoked = await revokeGrant(context, secrets.refresh);
      return revoked.ok ? undefined : revoked.problem;
    },
  ],
  [
    'a read',
    async () => {
      const connection = newConnection('c', { tenantId: 't', name: 'Harbour' }, grant, 0);
      return (await callApi(world.ports, provider, provider.check.request(connection), secrets.access)).evidence;
    },
  ],
];

/** Everything that is kept, shown or handed over of a failure. */
function traces(evidence: Evidence): string {
  const diagnosis = diagnose(evidence);
  const connection: Connection = {
    ...newConnection('c', { tenantId: 't', name: 'Harbour' }, grant, 0),
    status: 'needs_you',
    failingSinceMs: 1,
    diagnosis,
  };
  const { code: detail, requestId } = diagnosis.facts;
  const history = [
    { connectionId: 'c', atMs: world.nowMs, kind: 'failed', cause: diagnosis.cause, detail, requestId },
  ] as const;
  const product = { name: 'Ledgerline', version: '1', browser: 'b' };
  const rest = {
    reference: 'LL-1',
    nowMs: world.nowMs,
    product,
    areas: undefined,
    others: { failing: 0, working: 0 },
    knownNames: [],
  };
  const report = toSupportReport({ ...rest, connection, history });
  const words = toMarkdown(report, ({ key, values }) => say(key, values) ?? '');
  return [JSON.stringify([evidence, diagnosis, history, report]), words].join('\n');
}

beforeEach(async () => {
  world = await createWorld();
});

describe.each(['basic', 'post', 'none'] as const)('SEC-43 a secret that the server writes back (%s)', (clientAuth) => {
  describe.each(ways)('%s', (_how, answer) => {
    it.each(calls)('after %s is in no evidence, diagnosis, history or support report', async (_what, call) => {
      await open(clientAuth);
      const echoed: string[] = [];
      world.answer = (request) => {
        echoed.push(sentence(request));
        return answer(request);
      };
      const evidence = await call();
      expect(echoed.some((text) => Object.values(secrets).some((secret) => text.includes(secret)))).toBe(true);
      if (!evidence) return;
      const found = Object.entries(secrets).filter(([, secret]) => traces(evidence).includes(secret));
      expect(found.map(([name]) => name)).toEqual([]);
    });
  });
});

describe('SEC-43', () => {
  it('hands over none of the notes that a firm wrote into its definition', async () => {
    await open('post');
    world.answer = () => json(400, { error: 'invalid_grant' });
    const fresh = await freshAccessToken(world.ports, grant.id, { isAskedFor: true });
    if (fresh.kind !== 'failed') throw new Error(fresh.kind);
    expect(provider.notes?.grant_invalid).toBe(note);
    expect(traces(fresh.evidence)).not.toContain('Dana');
    expect(traces(fresh.evidence)).not.toContain(secrets.client);
  });

  it('writes no message of an error to the console, whatever it quotes', () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    reportBug(new Error(`the key ${secrets.client}\nof ${secrets.refresh}\nis wrong`));
    const text = JSON.stringify(written.mock.calls);
    written.mockRestore();
    expect(text).toContain('unexpected Error');
    expect(text).toContain('echoed-secrets.test.ts:');
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  });

  it('keeps the tokens themselves as they are', async () => {
    await open('post');
    world.answer = () => json(400, { error: 'invalid_grant', error_description: secrets.refresh });
    await freshAccessToken(world.ports, grant.id, { isAskedFor: true });
    expect(await openGrant(world.ports.vault, grant.id)).toMatchObject({ tokens: { refreshToken: secrets.refresh } });
  });
});
