import { describe, expect, it } from 'vitest';
import type { HttpOutcome } from '../../../lib/model/ports';
import { revokeGrant } from '../../../lib/oauth/revoke';
import { quickbooks } from '../../../lib/providers/quickbooks/definition';

const app = {
  id: 'quickbooks:production',
  providerId: 'quickbooks',
  environment: 'production',
  clientId: 'client-1',
  clientSecret: 'secret-1',
} as const;

async function isEnded(status: number, body: string): Promise<boolean> {
  const outcome: HttpOutcome = { answer: { status, headers: {}, body }, failure: null };
  const context = {
    provider: quickbooks,
    app,
    clockOffsetMs: 0,
    believeOffset: async (offsetMs: number) => offsetMs,
    send: async () => outcome,
    now: () => 0,
  };
  return (await revokeGrant(context, 'refresh-1')).ok;
}

describe('revokeGrant at Intuit', () => {
  it.each([
    [200, ''],
    [400, ''],
    [400, '\n'],
    [400, '{"error":"invalid_grant"}'],
  ])('SEC-14 takes %i %j as ended', async (status, body) => {
    expect(await isEnded(status, body)).toBe(true);
  });

  it.each([
    [400, '{"error":"invalid_request"}'],
    [400, '{"error":"invalid_client"}'],
    [400, '<html>Bad Request</html>'],
    [401, ''],
    [403, ''],
    [429, ''],
    [500, ''],
  ])('SEC-14 does not take %i %j as ended', async (status, body) => {
    expect(await isEnded(status, body)).toBe(false);
  });
});
