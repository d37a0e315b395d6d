import { describe, expect, it } from 'vitest';
import { isAmong } from '../../../lib/model/hosts';
import { screensAt } from '../../../lib/page/screen-watch';
import { salesforceScreens } from '../../../lib/providers/salesforce/screens';
import { screenMatchPatterns } from '../../../lib/providers/screen';
import { providerScreens } from '../../../lib/providers/screens';
import { xeroScreens } from '../../../lib/providers/xero/screens';

const addresses: readonly [url: string, screenId: string | undefined, companyKey?: string][] = [
  ['https://authorize.xero.com/?consentId=5c1e&returnUrl=%2Fidentity', 'xero.consent'],
  ['https://authorize.xero.com/?returnUrl=%2Fidentity&consentId=5c1e', 'xero.consent'],
  ['https://authorize.xero.com/', undefined],
  ['https://authorize.xero.com/signin-oidc?consentId=5c1e', undefined],
  ['https://authorize.xero.com/connectionLimit', 'xero.limit'],
  ['https://authorize.xero.com/connectionLimit?app=1', 'xero.limit'],
  ['https://login.xero.com/identity/connect/authorize?client_id=1', 'xero.oauth_error'],
  ['https://login.xero.com/identity/connect/authorizeother', undefined],
  ['https://login.xero.com/identity/user/login?ReturnUrl=%2Fidentity%2Fconnect%2Fauthorize', undefined],
  ['https://go.xero.com/Settings/Users', 'xero.users'],
  ['https://go.xero.com/settings/users/?x=1', 'xero.users'],
  ['https://go.xero.com/Settings/Users#company=!a1B2c', 'xero.users', '!a1B2c'],
  ['https://go.xero.com/Settings', 'xero.settings'],
  ['https://go.xero.com/Settings?from=menu#company=!a1B2c', 'xero.settings', '!a1B2c'],
  ['https://go.xero.com/app/!a1B2c/settings/users', 'xero.users', '!a1B2c'],
  ['https://go.xero.com/app/!a1B2c/settings/users/edit/1', 'xero.users', '!a1B2c'],
  ['https://go.xero.com/app/!a1B2c/invoicing/view/1?tab=x', 'xero.shell', '!a1B2c'],
  ['https://go.xero.com/app/!a1B2c', 'xero.shell', '!a1B2c'],
  ['https://go.xero.com/app/invoicing/view', undefined],
  ['https://go.xero.com/Dashboard', undefined],
  ['https://go.xero.com.evil.example/app/!a1B2c/', undefined],
  ['https://evil.example/?u=https://go.xero.com/app/!a1B2c/', undefined],
  ['https://developer.xero.com/app/!a1B2c/', undefined],
  [
    'https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client',
    'salesforce.oauth_error',
  ],
  ['https://login.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=x', 'salesforce.oauth_error'],
  ['https://test.salesforce.com/services/oauth2/authorize?client_id=1', 'salesforce.bare_error'],
  ['https://acme.my.salesforce.com/identity/app/AppInstallErrorPage.apexp?error_code=y', 'salesforce.oauth_error'],
  [
    'https://acme.my.salesforce.com/setup/secur/RemoteAccessAuthorizationPage.apexp?source=z',
    'salesforce.consent',
    'acme',
  ],
  ['https://acme.my.salesforce.com/home/home.jsp', undefined],
  ['https://login.salesforce.com/?startURL=%2Fsetup%2Fsecur%2FRemoteAccessAuthorizationPage.apexp', undefined],
  ['https://acme.lightning.force.com/lightning/setup/ConnectedAppsUsage/home', 'salesforce.apps', 'acme'],
  ['https://acme.my.salesforce-setup.com/lightning/setup/NavigationMenus/home', 'salesforce.app_manager', 'acme'],
  ['https://acme.lightning.force.com/lightning/setup/ManageUsers/page?address=%2F005', 'salesforce.users', 'acme'],
  ['https://acme.lightning.force.com/lightning/setup/OrgLoginHistory/home', 'salesforce.policy', 'acme'],
  ['https://acme.lightning.force.com/lightning/setup/CompanyProfileInfo/home', 'salesforce.company', 'acme'],
  ['https://acme.lightning.force.com/lightning/setup/ObjectManager/home', undefined],
  ['https://acme.lightning.force.com/lightning/setup/SetupOneHome/home', 'salesforce.setup_home', 'acme'],
  ['https://acme.my.salesforce-setup.com/0058d000003XyZa?noredirect=1', 'salesforce.user_classic', 'acme'],
  ['https://acme.my.salesforce-setup.com/secur/frontdoor.jsp?sid=1', undefined],
  ['https://acme.my.salesforce.com/0058d000003XyZa', undefined],
  ['https://acme--uat.sandbox.lightning.force.com/lightning/page/home', 'salesforce.shell', 'acme--uat.sandbox'],
  ['https://acme.lightning.force.com.evil.example/lightning/page/home', undefined],
  ['https://lightning.force.com/lightning/page/home', undefined],
];

describe('screensAt', () => {
  it.each(addresses)('takes %s for %s', (url, screenId, companyKey) => {
    const places = screensAt(providerScreens, new URL(url)).map(({ shown }) => shown);
    expect(places[0]?.companyKey).toBe(companyKey);
    // Pages of one path are told apart by what they show.
    if (screenId) expect(places.map((place) => place.screenId)).toContain(screenId);
    else expect(places).toEqual([]);
  });
});

/** Match patterns as browsers read them: scheme as written, `*.` for any host below, `*` in the path for anything, query included. */
function matchesPattern(pattern: string, url: string): boolean {
  const { protocol, hostname, pathname, search } = new URL(url);
  const [, scheme, host, path] = /^(\w+):\/\/([^/]+)(\/.*)$/.exec(pattern) ?? [];
  const pathRule = (path ?? '').split('*').map((part) => part.replace(/[.?+^$()[\]{}|\\]/g, '\\$&'));
  return (
    `${scheme}:` === protocol &&
    isAmong(hostname, [host ?? '']) &&
    new RegExp(`^${pathRule.join('.*')}$`).test(pathname + search)
  );
}

describe('screenMatchPatterns', () => {
  it('covers every address that is a screen', () => {
    const patterns = screenMatchPatterns(providerScreens);
    for (const [url, screenId] of addresses) {
      if (screenId)
        expect(
          patterns.some((pattern) => matchesPattern(pattern, url)),
          url,
        ).toBe(true);
    }
  });

  it('reaches nothing but consent, error and limit pages on the sign-in hosts (SEC-16)', () => {
    expect(screenMatchPatterns(xeroScreens)).toEqual([
      'https://authorize.xero.com/?*',
      'https://authorize.xero.com/connectionLimit*',
      'https://go.xero.com/*',
      'https://login.xero.com/identity/connect/authorize*',
    ]);
    const signIn = screenMatchPatterns(salesforceScreens).filter((pattern) => pattern.includes('salesforce.com'));
    expect(
      signIn.filter(
        (pattern) => !/\/(?:RemoteAccess\w+Page\.apexp|AppInstallErrorPage\.apexp|oauth2\/authorize)\*$/.test(pattern),
      ),
    ).toEqual([]);
  });

  it('asks for nothing while no provider is connected', () => {
    expect(screenMatchPatterns([])).toEqual([]);
  });
});

describe('providerScreens', () => {
  it('gives each screen an id of its own that starts with its provider', () => {
    const ids = providerScreens.map((screen) => screen.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const screen of providerScreens) expect(screen.id.startsWith(`${screen.providerId}.`)).toBe(true);
  });

  it('gives each finder a fallback in words or structure besides ids and classes', () => {
    for (const screen of providerScreens) {
      for (const finders of [screen.landmarks, screen.anchors, screen.choices ?? screen.anchors]) {
        const last = finders.at(-1);
        expect(last?.texts !== undefined || !/[#.]|class|id=/.test(last?.selector ?? '#'), screen.id).toBe(true);
      }
    }
  });

  it('reads error text on error screens alone (SEC-16)', () => {
    for (const screen of providerScreens) expect(screen.errorText !== undefined).toBe(screen.kind === 'oauth_error');
  });

  it('matches finder texts in lower case, as they are compared', () => {
    for (const finder of providerScreens.flatMap((screen) => [
      ...screen.landmarks,
      ...screen.anchors,
      ...(screen.errorText ?? []),
    ])) {
      for (const text of finder.texts ?? []) expect(text).toBe(text.toLowerCase());
    }
  });
});
