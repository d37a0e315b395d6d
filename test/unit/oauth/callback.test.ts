import { describe, expect, it } from 'vitest';
import { readCallback } from '../../../lib/oauth/callback';
import { toOAuthClient } from '../../../lib/oauth/oauth-client';
import { quickbooks } from '../../../lib/providers/quickbooks/definition';
import { xero } from '../../../lib/providers/xero/definition';

const redirectUri = 'https://abc.chromiumapp.org/xero';
const expected = { state: 'state-of-this-flow', redirectUri, expiresAtMs: 600_000 };
const app = { id: 'xero:production', providerId: 'xero', environment: 'production' as const, clientId: 'client-1' };
const context = { provider: xero, oauthClient: toOAuthClient(xero, app, 0), nowMs: 1000 };

function read(query: string, at = redirectUri, nowMs = 1000): ReturnType<typeof readCallback> {
  return readCallback(`${at}${query}`, expected, { ...context, nowMs });
}

describe('readCallback', () => {
  it('SEC-03 accepts the redirect that carries our state', () => {
    const callback = read('?code=c-1&state=state-of-this-flow&scope=openid&session_state=x');
    expect(callback.ok && callback.value.get('code')).toBe('c-1');
  });

  it.each([
    ['SEC-03 missing state', '?code=c-1'],
    ['SEC-03 another state', '?code=c-1&state=other'],
    ['SEC-03 empty state', '?code=c-1&state='],
    ['SEC-06 duplicated state', '?code=c-1&state=state-of-this-flow&state=state-of-this-flow'],
    ['SEC-06 duplicated code', '?code=c-1&code=c-2&state=state-of-this-flow'],
    ['SEC-06 duplicated error', '?error=a&error=b&state=state-of-this-flow'],
    ['SEC-06 empty error beside a code', '?code=c-1&state=state-of-this-flow&error='],
    ['SEC-01 access token in the query', '?code=c-1&state=state-of-this-flow&access_token=t'],
    ['SEC-01 access token in the fragment', '?code=c-1&state=state-of-this-flow#access_token=t&token_type=Bearer'],
    ['SEC-01 id token in the fragment', '?code=c-1&state=state-of-this-flow#id_token=t'],
    ['SEC-01 access token behind a second #', '?code=c-1&state=state-of-this-flow##access_token=t'],
    ['SEC-04 issuer that is empty', '?code=c-1&state=state-of-this-flow&iss='],
    ['SEC-04 issuer of somebody else', '?code=c-1&state=state-of-this-flow&iss=https%3A%2F%2Fevil.example'],
    ['no code and no error', '?state=state-of-this-flow'],
  ])('%s is refused with evidence', (_name, query) => {
    const callback = read(query);
    expect(callback.ok).toBe(false);
    if (!callback.ok) expect(callback.problem.phase).toBe('callback');
  });

  it.each([
    ['the path of another provider', 'https://abc.chromiumapp.org/quickbooks'],
    ['a longer path', 'https://abc.chromiumapp.org/xero/more'],
    ['another host', 'https://abd.chromiumapp.org/xero'],
  ])('SEC-04 refuses %s', (_name, at) => {
    expect(read('?code=c-1&state=state-of-this-flow', at).ok).toBe(false);
  });

  it('SEC-91 refuses a redirect that is no address, instead of failing', () => {
    expect(read('', 'no address').ok).toBe(false);
  });

  it('SEC-03 refuses an answer after the flow has expired', () => {
    expect(read('?code=c-1&state=state-of-this-flow', redirectUri, 600_001).ok).toBe(false);
  });

  it('keeps what the provider said about a refusal, and nothing else of the redirect', () => {
    const callback = read(
      '?error=access_denied&error_description=TenantConsent%20status%20DENIED&state=state-of-this-flow&code=',
    );
    expect(callback.ok).toBe(false);
    if (callback.ok) return;
    expect(callback.problem.answer?.body).toBe('error=access_denied&error_description=TenantConsent+status+DENIED');
    expect(JSON.stringify(callback.problem)).not.toContain('state-of-this-flow');
  });

  it.each([
    ['carries it', '&realmId=9341453050298464', true],
    ['lacks it', '', false],
    ['has it twice', '&realmId=9341453050298464&realmId=1', false],
    ['has something else in its place', '&realmId=..%2F1', false],
    ['has it empty', '&realmId=', false],
  ])('SEC-06 wants what the provider promises in a redirect: one that %s', (_what, more, isGood) => {
    const at = 'https://abc.chromiumapp.org/quickbooks';
    const callback = readCallback(
      `${at}?code=c-1&state=state-of-this-flow${more}`,
      { ...expected, redirectUri: at },
      { ...context, provider: quickbooks },
    );
    expect(callback.ok).toBe(isGood);
    if (!callback.ok) expect(callback.problem.failure).toBe('realmId is missing in the redirect');
  });

  it('does not believe an error that comes without our state', () => {
    const callback = read('?error=access_denied&state=other');
    expect(callback.ok).toBe(false);
    if (!callback.ok) expect(callback.problem.failure).not.toBeNull();
  });
});
