import type { ScreenFacts } from '../screen';
import { orgInHost, productHosts, productMatches, setupScreens } from './setup-screens';

/** Hosts a sign-in passes: the common ones, and the org's own, where consent and refusal are shown. */
const signInHosts = ['*.my.salesforce.com', 'login.salesforce.com', 'test.salesforce.com'];

/** Where a page of a sign-in that ended says why. */
const refusalText = 'h1, h2, h3, p, td, li, div, span';

function patterns(hosts: readonly string[], path: string): string[] {
  return hosts.map((host) => `https://${host}${path}`);
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
    path: /^\/(?:setup\/secur|identity\/app)\/\w+ErrorPage\.apexp/i,
    matches: [
      ...patterns(signInHosts, '/setup/secur/RemoteAccessErrorPage.apexp*'),
      ...patterns(signInHosts, '/identity/app/AppInstallErrorPage.apexp*'),
    ],
    landmarks: [{ selector: refusalText, texts: ['error', 'administrator', 'install'] }],
    anchors: [{ selector: refusalText, texts: ['error', 'administrator', 'install'] }],
    // The page's words are the same for many reasons; the address names the real one.
    errorParameters: ['error', 'error_description', 'error_code'],
    errorText: [{ selector: refusalText, texts: ['oauth', 'error', 'install'] }],
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
    permissions: [['api'], ['refresh_token']],
    hostKey: /^.+(?=\.my\.salesforce\.com$)/,
    agree: [{ selector: '#oaapprove' }, { selector: 'button, input[type=submit]', texts: ['allow'] }],
  },
  ...setupScreens,
  {
    id: 'salesforce.shell',
    providerId: 'salesforce',
    kind: 'shell',
    hosts: productHosts,
    path: /^\/lightning\/(?:page|o|r|n|app)\//i,
    matches: productMatches,
    hostKey: orgInHost,
    landmarks: [{ selector: 'header, [role=banner]' }, { selector: 'nav' }],
    anchors: [
      { selector: '.slds-global-header__item .slds-global-header__logo, .slds-context-bar__app-name, .appName' },
      { selector: '.slds-global-header, header, [role=banner]' },
      { selector: 'one-appnav, nav' },
    ],
  },
];
