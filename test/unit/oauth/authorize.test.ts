import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { prepareAuthorization } from '../../../lib/oauth/authorize';
import { xero } from '../../../lib/providers/xero/definition';

const { scopes } = xero.oauth({ environment: 'production' });
const app = { id: 'xero:production', providerId: 'xero', environment: 'production' as const, clientId: 'client-1' };

describe('prepareAuthorization', () => {
  it('SEC-02 derives the challenge of RFC 7636 appendix B', async () => {
    const challenge = await oauth.calculatePKCECodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
    expect(challenge).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('SEC-01 SEC-02 SEC-03 SEC-05 asks for a code with PKCE, a fresh state and our redirect URI', async () => {
    const { url, state, codeVerifier } = await prepareAuthorization(xero, app, 'https://abc.chromiumapp.org/xero');
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toEqual({
      response_type: 'code',
      client_id: 'client-1',
      redirect_uri: 'https://abc.chromiumapp.org/xero',
      scope: scopes.join(' '),
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    expect(codeVerifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
    expect(state.length).toBeGreaterThanOrEqual(22);
  });

  it('SEC-02 SEC-03 never uses a verifier or a state twice', async () => {
    const made = await Promise.all(
      Array.from({ length: 50 }, () => prepareAuthorization(xero, app, 'https://abc.chromiumapp.org/xero')),
    );
    expect(new Set(made.map((authorization) => authorization.state)).size).toBe(50);
    expect(new Set(made.map((authorization) => authorization.codeVerifier)).size).toBe(50);
  });

  it('SEC-15 asks Xero for read access only', () => {
    const writing = scopes.filter((scope) => scope.startsWith('accounting.') && !scope.endsWith('.read'));
    expect(writing).toEqual([]);
    expect(scopes).toMatchInlineSnapshot(`
      [
        "openid",
        "profile",
        "email",
        "offline_access",
        "accounting.settings.read",
        "accounting.contacts.read",
        "accounting.invoices.read",
        "accounting.payments.read",
        "accounting.banktransactions.read",
        "accounting.manualjournals.read",
        "accounting.reports.profitandloss.read",
        "accounting.reports.balancesheet.read",
        "accounting.reports.trialbalance.read",
        "accounting.reports.aged.read",
        "accounting.budgets.read",
      ]
    `);
  });
});
