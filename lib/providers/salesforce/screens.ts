import type { Finder, ScreenFacts } from '../screen';

/** Hosts a sign-in passes: the common ones, and the org's own, where consent and refusal are shown. */
const signInHosts = ['*.my.salesforce.com', 'login.salesforce.com', 'test.salesforce.com'];

/** Hosts of the product: the org's name stands in front of them. */
const productHosts = ['*.lightning.force.com', '*.my.salesforce-setup.com'];

const orgInHost = /^.+(?=\.(?:lightning\.force\.com|my\.salesforce-setup\.com)$)/;

function patterns(hosts: readonly string[], path: string): string[] {
  return hosts.map((host) => `https://${host}${path}`);
}

const headings = 'h1, h2, [role=heading], .slds-page-header__title, .breadcrumbDetail';

/** A page of Setup: the frame of Lightning is ours to see, the classic page inside stands in a frame of its own. */
function setupScreen(
  id: string,
  kind: ScreenFacts['kind'],
  pages: string,
  titles: readonly string[],
  steps: ScreenFacts['steps'],
): ScreenFacts {
  const heading: Finder = { selector: headings, texts: titles };
  return {
    id: `salesforce.${id}`,
    providerId: 'salesforce',
    kind,
    hosts: productHosts,
    path: new RegExp(`^/lightning/setup/(?:${pages})(?:/|$)`, 'i'),
    matches: patterns(productHosts, '/*'),
    hostKey: orgInHost,
    landmarks: [heading],
    anchors: [heading],
    ...(steps ? { steps } : {}),
  };
}

/**
 * Salesforce's screens (facts 2 and 4). Addresses come from public extensions (2025–2026), element names from their tests;
 * none is promised by Salesforce, so each finder ends in what the page says in words.
 */
export const salesforceScreens: readonly ScreenFacts[] = [
  {
    id: 'salesforce.oauth_error',
    providerId: 'salesforce',
    kind: 'oauth_error',
    hosts: signInHosts,
    path: /^\/(?:setup\/secur\/RemoteAccessErrorPage|identity\/app\/AppInstallErrorPage)\.apexp/i,
    matches: [
      ...patterns(signInHosts, '/setup/secur/RemoteAccessErrorPage.apexp*'),
      ...patterns(signInHosts, '/identity/app/AppInstallErrorPage.apexp*'),
    ],
    landmarks: [{ selector: 'h1, h2, h3, p, td, div, span', texts: ['error', 'administrator', 'install'] }],
    anchors: [{ selector: 'h1, h2, h3, p, td, div, span', texts: ['error', 'administrator', 'install'] }],
    // The page's words are the same for many reasons; the address names the real one.
    errorParameters: ['error', 'error_description', 'error_code'],
    errorText: [{ selector: 'p, td, li, div, span, h1, h2, h3', texts: ['oauth', 'error', 'install'] }],
    steps: { app_not_authorized: 4, client_credentials_invalid: 3, redirect_uri_mismatch: 2 },
  },
  {
    // A wrong key or callback used to end on bare words at this address, and may still do so (facts 6).
    id: 'salesforce.bare_error',
    providerId: 'salesforce',
    kind: 'oauth_error',
    hosts: signInHosts,
    path: /^\/services\/oauth2\/authorize\b/i,
    matches: patterns(signInHosts, '/services/oauth2/authorize*'),
    landmarks: [{ selector: 'pre, p, body', texts: ['error='] }],
    anchors: [{ selector: 'pre, p, body', texts: ['error='] }],
    errorText: [{ selector: 'pre, p, body', texts: ['error='] }],
    steps: { client_credentials_invalid: 3, redirect_uri_mismatch: 2 },
  },
  {
    id: 'salesforce.consent',
    providerId: 'salesforce',
    kind: 'consent',
    hosts: signInHosts,
    path: /^\/setup\/secur\/RemoteAccessAuthorizationPage\.apexp/i,
    matches: patterns(signInHosts, '/setup/secur/RemoteAccessAuthorizationPage.apexp*'),
    landmarks: [{ selector: '#oaapprove' }, { selector: 'button, input[type=submit]', texts: ['allow'] }],
    anchors: [{ selector: '#oaapprove' }, { selector: 'button, input[type=submit]', texts: ['allow'] }],
    steps: { connect: 2, reconnect: 2 },
  },
  setupScreen(
    'apps',
    'apps',
    'ConnectedAppsUsage|ExternalClientApplicationOauthUsage|ConnectedApplication',
    ['oauth usage', 'manage connected apps', 'connected apps'],
    { app_not_authorized: 4 },
  ),
  setupScreen(
    'app_manager',
    'settings',
    'NavigationMenus|ManageExternalClientApplication|ExternalClientApplicationSettings|OauthOidcSettings',
    ['app manager', 'external client app'],
    { client_credentials_invalid: 3, redirect_uri_mismatch: 2 },
  ),
  setupScreen(
    'users',
    'users',
    'ManageUsers|PermSets|EnhancedProfiles|Profiles',
    ['users', 'permission sets', 'profiles'],
    {
      user_permission_insufficient: 3,
      user_inactive: 2,
    },
  ),
  setupScreen(
    'policy',
    'settings',
    'NetworkAccess|SecuritySession|OrgLoginHistory',
    ['network access', 'session settings', 'login history'],
    { access_policy_blocked: 3 },
  ),
  setupScreen('company', 'billing', 'CompanyProfileInfo', ['company information'], { plan_restricted: 2 }),
  {
    id: 'salesforce.shell',
    providerId: 'salesforce',
    kind: 'shell',
    hosts: productHosts,
    path: /^\/lightning\/(?:page|o|r|n|app)\//i,
    matches: patterns(productHosts, '/*'),
    hostKey: orgInHost,
    landmarks: [{ selector: '.slds-global-header, header, [role=banner]' }, { selector: 'one-appnav, nav' }],
    anchors: [
      { selector: '.slds-global-header__item .slds-global-header__logo, .slds-context-bar__app-name, .appName' },
      { selector: '.slds-global-header, header, [role=banner]' },
      { selector: 'one-appnav, nav' },
    ],
  },
];
