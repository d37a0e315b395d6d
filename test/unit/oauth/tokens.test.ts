import { describe, expect, it } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import { readCallback } from '../../../lib/oauth/callback';
import { toOAuthClient } from '../../../lib/oauth/oauth-client';
import { exchangeCode, refreshTokens, type TokenContext } from '../../../lib/oauth/tokens';
import { xero } from '../../../lib/providers/xero/definition';

const nowMs = Date.UTC(2026, 10, 22, 12);
const app = { id: 'xero:production', providerId: 'xero', environment: 'production' as const, clientId: 'client-1' };
const held = { accessToken: 'old-access', refreshToken: 'old-refresh' };

function contextFor(outcome: HttpOutcome): { context: TokenContext; sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  const context: TokenContext = {
    provider: xero,
    app,
    clockOffsetMs: 0,
    believeOffset: async (offsetMs: number) => offsetMs,
    now: () => nowMs,
    send: (request) => {
      sent.push(request);
      return Promise.resolve(outcome);
    },
  };
  return { context, sent };
}

function answered(status: number, body: string, headers: Record<string, string> = {}): HttpOutcome {
  return { answer: { status, headers: { 'content-type': 'application/json', ...headers }, body }, failure: null };
}

const good = { access_token: 'new-access', token_type: 'Bearer', expires_in: 1800, refresh_token: 'new-refresh' };

describe('refreshTokens', () => {
  it('SEC-09 posts a form to the token endpoint and nothing secret in the address', async () => {
    const { context, sent } = contextFor(answered(200, JSON.stringify(good)));
    await refreshTokens(context, held);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.method).toBe('POST');
    expect(sent[0]?.url).toBe('https://identity.xero.com/connect/token');
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'client-1',
      refresh_token: 'old-refresh',
    });
    expect(sent[0]?.deadlineMs).toBeLessThanOrEqual(20_000);
  });

  it.each([
    ['a number', good, 1800],
    ['a numeric string', { ...good, expires_in: '1800' }, 1800],
    ['nothing: the life the provider documents', { ...good, expires_in: undefined }, 1800],
  ])('SEC-10 reads the life of the access token from %s', async (_name, body, seconds) => {
    const { context } = contextFor(answered(200, JSON.stringify(body)));
    const answer = await refreshTokens(context, held);
    expect(answer.ok && answer.value.accessExpiresAtMs).toBe(nowMs + seconds * 1000);
  });

  it('SEC-10 keeps the old refresh token when the answer has none', async () => {
    const { context } = contextFor(answered(200, JSON.stringify({ ...good, refresh_token: undefined })));
    const answer = await refreshTokens(context, held);
    expect(answer.ok && answer.value.tokens.refreshToken).toBe('old-refresh');
  });

  it('SEC-10 takes "bearer" in any case and an absent scope as the one asked for', async () => {
    const { context } = contextFor(answered(200, JSON.stringify({ ...good, token_type: 'bEARER' })));
    const answer = await refreshTokens(context, held);
    expect(answer.ok && answer.value.scopes).toEqual(xero.oauth(app).scopes);
  });

  it('keeps a rotated refresh token although the id token beside it is broken', async () => {
    const { context } = contextFor(answered(200, JSON.stringify({ ...good, id_token: 'not.a.jwt' })));
    const answer = await refreshTokens(context, held);
    expect(answer.ok && answer.value.tokens.refreshToken).toBe('new-refresh');
  });

  it('SEC-36 counts the life of the token in server time when the device is a day ahead', async () => {
    const serverMs = nowMs - 24 * 3_600_000;
    const { context } = contextFor(answered(200, JSON.stringify(good), { date: new Date(serverMs).toUTCString() }));
    const answer = await refreshTokens(context, held);
    expect(answer.ok && answer.value.accessExpiresAtMs).toBe(serverMs + 1_800_000);
    expect(answer.ok && answer.value.clockOffsetMs).toBe(24 * 3_600_000);
  });

  it.each<[string, HttpOutcome]>([
    [
      'HTML',
      {
        answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>sign in to the hotel</html>' },
        failure: null,
      },
    ],
    ['nothing', answered(200, '')],
    ['broken JSON', answered(200, '{"access_token":"x'.padEnd(2_000_000, 'x'))],
    ['a list', answered(200, '[]')],
    ['no access token', answered(200, JSON.stringify({ ...good, access_token: undefined }))],
    ['an access token that is a number', answered(200, JSON.stringify({ ...good, access_token: 7 }))],
    ['a life in words', answered(200, JSON.stringify({ ...good, expires_in: 'soon' }))],
    ['another kind of token', answered(200, JSON.stringify({ ...good, token_type: 'mac' }))],
    ['a refresh token that is an object', answered(200, JSON.stringify({ ...good, refresh_token: {} }))],
  ])('SEC-10 SEC-33 refuses an answer that is %s and says that the outcome is unknown', async (_name, outcome) => {
    const { context } = contextFor(outcome);
    const answer = await refreshTokens(context, held);
    expect(answer.ok).toBe(false);
    if (answer.ok) return;
    expect(answer.problem.isOutcomeUnknown).toBe(true);
    expect(answer.problem.evidence.phase).toBe('refresh');
  });

  it('SEC-43 leaves no token in the evidence of an answer it refused', async () => {
    const { context } = contextFor(answered(200, JSON.stringify({ ...good, token_type: 'mac', error: 'odd' })));
    const answer = await refreshTokens(context, held);
    expect(JSON.stringify(answer)).not.toMatch(/new-access|new-refresh|old-/);
    expect(JSON.stringify(answer)).toContain('odd');
  });

  it('knows that a refusal is final and keeps the provider’s words', async () => {
    const { context } = contextFor(
      answered(400, '{"error":"invalid_grant","error_description":"Refresh token has been consumed"}'),
    );
    const answer = await refreshTokens(context, held);
    expect(answer.ok).toBe(false);
    if (answer.ok) return;
    expect(answer.problem.isOutcomeUnknown).toBe(false);
    expect(answer.problem.evidence.answer?.body).toContain('Refresh token has been consumed');
  });

  it('SEC-43 keeps what a gateway in front says, by name, and nothing else of it', async () => {
    const { context } = contextFor(
      answered(
        400,
        JSON.stringify({
          'ia::result': {
            'ia::error': {
              code: 'invalidRequest',
              errorId: 'REST-1216',
              message: 'The Client ID, Client Secret, and/or 3rd Party Application are incorrect',
              supportId: 'abc%7Edef',
              additionalInfo: { messageId: 'IA.X', placeholders: { TOKEN: 'old-refresh' } },
              refresh_token: 'old-refresh',
            },
          },
          access_token: 'old-access',
        }),
      ),
    );
    const answer = await refreshTokens(context, held);
    const body = answer.ok ? '' : answer.problem.evidence.answer?.body;
    expect(body).toContain('REST-1216');
    expect(body).toContain('abc%7Edef');
    expect(JSON.stringify(answer)).not.toMatch(/old-refresh|old-access/);
    expect(!answer.ok && answer.problem.isOutcomeUnknown).toBe(false);
  });

  it.each([[503], [500], [504]])('does not know the outcome of a %i', async (status) => {
    const { context } = contextFor(answered(status, 'down', { 'retry-after': '120', 'content-type': 'text/plain' }));
    const answer = await refreshTokens(context, held);
    expect(!answer.ok && answer.problem.isOutcomeUnknown).toBe(true);
    expect(!answer.ok && answer.problem.evidence.answer?.body).toBe('down');
  });

  it('does not know the outcome when no answer came', async () => {
    const { context } = contextFor({ answer: null, failure: 'TypeError: Failed to fetch' });
    const answer = await refreshTokens(context, held);
    expect(!answer.ok && answer.problem.isOutcomeUnknown).toBe(true);
    expect(!answer.ok && answer.problem.evidence.failure).toBe('TypeError: Failed to fetch');
  });
});

describe('exchangeCode', () => {
  const redirectUri = 'https://abc.chromiumapp.org/xero';
  function exchange(context: TokenContext): ReturnType<typeof exchangeCode> {
    const callback = readCallback(
      `${redirectUri}?code=c-1&state=s`,
      { state: 's', redirectUri, expiresAtMs: nowMs + 1 },
      { provider: xero, oauthClient: toOAuthClient(xero, app, 0), nowMs },
    );
    if (!callback.ok) throw new Error('callback refused');
    return exchangeCode(context, { parameters: callback.value, redirectUri, codeVerifier: 'v'.repeat(43) });
  }

  it('SEC-05 repeats the redirect URI and sends the verifier', async () => {
    const { context, sent } = contextFor(answered(200, JSON.stringify(good)));
    const answer = await exchange(context);
    expect(answer.ok).toBe(true);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'client-1',
      code: 'c-1',
      redirect_uri: redirectUri,
      code_verifier: 'v'.repeat(43),
    });
  });

  it('refuses an answer that could not be renewed, although its access token is fine', async () => {
    const { context } = contextFor(answered(200, JSON.stringify({ ...good, refresh_token: undefined })));
    const answer = await exchange(context);
    expect(!answer.ok && answer.problem.evidence.failure).toBe('nothing to renew the access with');
  });
});
