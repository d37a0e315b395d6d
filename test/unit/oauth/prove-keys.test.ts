import { describe, expect, it } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import { proveKeys } from '../../../lib/oauth/prove-keys';
import { quickbooks } from '../../../lib/providers/quickbooks/definition';

const app = {
  id: 'quickbooks:production',
  providerId: 'quickbooks',
  environment: 'production' as const,
  clientId: 'client1',
  clientSecret: 'secret1',
};

async function prove(outcome: HttpOutcome): Promise<{ told: boolean | undefined; sent: HttpRequest[] }> {
  const sent: HttpRequest[] = [];
  const send = (request: HttpRequest): Promise<HttpOutcome> => {
    sent.push(request);
    return Promise.resolve(outcome);
  };
  const context = {
    provider: quickbooks,
    app,
    clockOffsetMs: 0,
    believeOffset: async (offsetMs: number) => offsetMs,
    now: () => 0,
    send,
  };
  return { told: await proveKeys(context, 'https://abc.chromiumapp.org/quickbooks'), sent };
}

function answered(status: number, body: string): HttpOutcome {
  return { answer: { status, headers: { 'content-type': 'application/json' }, body }, failure: null };
}

describe('proveKeys', () => {
  it.each<[string, HttpOutcome, boolean | undefined]>([
    ['keys that are refused', answered(401, '{"error":"invalid_client"}'), false],
    [
      'keys that are accepted',
      answered(400, '{"error":"invalid_grant","error_description":"Invalid authorization code"}'),
      true,
    ],
    ['another complaint', answered(400, '{"error":"invalid_request"}'), undefined],
    ['an outage', answered(503, '<html></html>'), undefined],
    ['a server that gives tokens for anything', answered(200, '{"access_token":"a","token_type":"bearer"}'), undefined],
    ['no answer', { answer: null, failure: 'ETIMEDOUT' }, undefined],
  ])('tells %s', async (_what, outcome, told) => {
    expect((await prove(outcome)).told).toBe(told);
  });

  it('sends a made-up code with the keys as every token request does, and nothing else', async () => {
    const { sent } = await prove(answered(401, '{"error":"invalid_client"}'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe('https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer');
    expect(sent[0]?.headers.authorization).toBe(`Basic ${btoa('client1:secret1')}`);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'ledgerline-made-up-code',
      redirect_uri: 'https://abc.chromiumapp.org/quickbooks',
    });
  });
});
