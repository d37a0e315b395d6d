import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Evidence } from '../../../lib/model/evidence';
import { blankEvidence } from '../../../lib/model/evidence';
import { isGrantDead } from '../../../lib/monitor/dead-grant';
import { checkConnections, runDue } from '../../../lib/monitor/run-due';
import { findGrant, openGrant, storeTokens } from '../../../lib/vault/grants';
import { json } from '../engines/world';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
let firm: WatchedFirm;

beforeEach(async () => {
  firm = await createWatchedFirm();
});

function refused(answer: Answer | null): Evidence {
  return { ...blankEvidence('xero', 'refresh'), answer };
}

describe('SEC-33 isGrantDead', () => {
  it.each([
    ['invalid_grant', { status: 400, headers: {}, body: '{"error":"invalid_grant"}' }, true],
    ['a bare 400', { status: 400, headers: {}, body: '' }, false],
    ['a 400 of a gateway', { status: 400, headers: {}, body: '{"title":"Bad Request","status":400}' }, false],
    ['a page', { status: 400, headers: { 'content-type': 'text/html' }, body: '<html>invalid_grant</html>' }, false],
    ['503', { status: 503, headers: {}, body: '{"error":"invalid_grant"}' }, false],
    ['no answer', null, false],
  ])('judges %s', (_what, answer, expected) => {
    const evidence = refused(answer);
    expect(isGrantDead(evidence, firm.ports.diagnose(evidence))).toBe(expected);
  });
});

describe('SEC-34 a grant that somebody renewed meanwhile', () => {
  it('was marked as over all the same: it lives, and its connection is checked again', async () => {
    const [connection] = await firm.watch(['fernhill'], -minuteMs);
    const { vault } = firm.ports;
    const grantId = connection?.grantId ?? '';
    const good = firm.answers.token;
    firm.answers.token = () => json(400, { error: 'invalid_grant' });
    // Another context, or a new sign-in, stores a later set between the refusal and the mark.
    let hasRenewed = false;
    const { pageSigns } = firm.ports;
    firm.ports.pageSigns = async (id) => {
      const opened = await openGrant(vault, grantId);
      if (!hasRenewed && typeof opened !== 'string') {
        hasRenewed = true;
        const life = {
          accessExpiresAtMs: firm.world.nowMs + 30 * minuteMs,
          nextRefreshAtMs: firm.world.nowMs + minuteMs,
        };
        await storeTokens(vault, { ...opened.grant, ...life }, { accessToken: 'newer', refreshToken: 'newer' });
        firm.answers.token = good;
      }
      return pageSigns(id);
    };
    await runDue(firm.ports, 0);
    expect(hasRenewed).toBe(true);
    expect((await findGrant(vault, grantId))?.deadSinceMs).toBeUndefined();
    expect((await firm.current([connection?.id ?? '']))[0]).toMatchObject({ status: 'connected' });
  });
});

describe('a person who clicks again and again', () => {
  it('costs one token request while the answer is the same', async () => {
    const all = await firm.watch(['fernhill'], -minuteMs);
    firm.answers.token = () => json(400, { error: 'invalid_grant' });
    await Promise.all(Array.from({ length: 10 }, () => checkConnections(firm.ports, all, { isAskedFor: true })));
    expect(firm.world.sent.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1);
  });
});
