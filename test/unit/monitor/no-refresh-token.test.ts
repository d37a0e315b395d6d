import { expect, it } from 'vitest';
import { runDue } from '../../../lib/monitor/run-due';
import { findGrant, storeTokens } from '../../../lib/vault/grants';
import { json } from '../engines/world';
import { createWatchedFirm } from './watched-firm';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

it('SEC-33 a grant without a refresh token failed every few hours while its access token worked', async () => {
  const firm = await createWatchedFirm();
  const { vault } = firm.ports;
  const [connection] = await firm.watch(['fernhill'], 100 * hourMs);
  const grant = await findGrant(vault, connection?.grantId ?? '');
  if (!connection || !grant) throw new Error('nothing is watched');
  const beginMs = firm.world.nowMs;
  await storeTokens(vault, { ...grant, nextRefreshAtMs: beginMs + 24 * hourMs }, { accessToken: 'access-0' });
  const statuses = new Set<string>();
  for (let hours = 0; hours < 96; hours++) {
    firm.world.nowMs = beginMs + hours * hourMs;
    await runDue(firm.ports, 0);
    for (const { status } of await firm.current([connection.id])) statuses.add(status);
  }
  expect([...statuses]).toEqual(['connected']);
  expect((await findGrant(vault, grant.id))?.callsAtMs).toBeUndefined();

  firm.world.nowMs = beginMs + 101 * hourMs;
  firm.answers.organisation = () => json(401, { Title: 'Unauthorized', Detail: 'TokenExpired' });
  await runDue(firm.ports, 0);
  const [ended] = await firm.current([connection.id]);
  expect(ended).toMatchObject({
    status: 'needs_you',
    diagnosis: { cause: 'refresh_token_expired', action: 'reconnect' },
  });
  expect(firm.world.sent.filter(({ url }) => url.includes('token'))).toEqual([]);
});
