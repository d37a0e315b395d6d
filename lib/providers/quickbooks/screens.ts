import type { Finder, ScreenFacts } from '../screen';

const providerId = 'quickbooks';

/**
 * A page of a sign-in. Consent and refusal stand at the same addresses, only their words differ (facts 1, 4a). Of the
 * sign-in host nothing else is matched (SEC-16).
 */
function signInScreen(
  id: 'consent' | 'oauth_error' | 'take_over',
  landmarks: Finder[],
  more: Partial<ScreenFacts>,
): ScreenFacts {
  return {
    id: `${providerId}.${id}`,
    providerId,
    kind: id === 'oauth_error' ? id : 'consent',
    hosts: ['appcenter.intuit.com'],
    path: /^[^?]*\/oauth2\b/i,
    matches: ['https://appcenter.intuit.com/*oauth2*'],
    landmarks,
    anchors: landmarks,
    ...more,
  };
}

/** Pages of the product, by what they are to us. */
const kinds = {
  apps: 'apps',
  user: 'users',
  users: 'users',
  billing: 'billing',
  company: 'settings',
  shell: 'shell',
} as const;

/**
 * A page of the product: on the short host, the usual one, clusters, and that of test companies (facts 6). Only the way in
 * and the switch of companies carry the company; our own links add it behind a #.
 */
function productScreen(
  id: keyof typeof kinds,
  path: RegExp,
  landmarks: Finder[],
  steps?: ScreenFacts['steps'],
): ScreenFacts {
  return {
    id: `${providerId}.${id}`,
    providerId,
    kind: kinds[id],
    hosts: ['qbo.intuit.com', '*.qbo.intuit.com'],
    path,
    matches: ['https://*.qbo.intuit.com/app/*'],
    companyKey: /(?<=company(?:id)?=)\d+/i,
    landmarks,
    anchors: landmarks,
    ...(steps ? { steps } : {}),
  };
}

/** The parts of Settings are told apart by what they say: their addresses are not the same everywhere. */
const settings = /^\/app\/(?:settings|\w*users|billing)/i;

function heading(...texts: string[]): Finder[] {
  return [{ selector: 'h1, h2, h3, [role=heading]', texts }];
}

/** Refused, or nothing to choose from: told here and nowhere else. */
const refusal: Finder[] = [
  // Developers can unfold the reason.
  { selector: 'p, li, pre, code', texts: ['query parameter value'] },
  {
    selector: 'p, h1, h2, h3, li, div',
    texts: ["didn't connect", 'didn’t connect', 'some problems'],
  },
  // Whichever apostrophe stands in “don't”.
  { selector: 'p, h1, h2, h3, li, div', texts: ['t have any compan'] },
];
const agree: Finder[] = [{ selector: 'button, input[type=submit]', texts: ['connect', 'next'] }];
/** Another admin holds the connection: whether to take it over is for people to agree on (facts 1, "Who may connect"). */
const takeOver: Finder[] = [
  {
    selector: 'button, input[type=submit]',
    texts: ['switch admin', 'change admin', 'become admin', 'connect anyway'],
  },
];
const companies: Finder[] = [{ selector: 'select' }, { selector: '[role=radiogroup], [role=listbox], fieldset' }];

/**
 * QuickBooks' screens (facts 4a and 6). Nothing of the consent page is known but words; addresses and words of the product
 * have changed over time and come from route maps of 2026, so each finder ends in what the page says.
 */
export const quickbooksScreens: readonly ScreenFacts[] = [
  signInScreen('oauth_error', refusal, {
    errorText: refusal,
    steps: { redirect_uri_mismatch: 3, client_credentials_invalid: 3 },
  }),
  signInScreen('take_over', takeOver, { steps: { take_over: 3 } }),
  signInScreen('consent', agree, {
    anchors: [...companies, ...agree],
    choices: companies,
    agree,
    permissions: [['com.intuit.quickbooks.accounting'], ['openid', 'profile', 'email']],
    steps: { connect: 3, reconnect: 4 },
  }),
  productScreen('apps', /^\/app\/app/i, heading('apps'), {
    app_not_authorized: 3,
    grant_revoked: 2,
    grant_invalid: 2,
    refresh_token_expired: 2,
  }),
  productScreen('user', settings, heading('edit user', 'user details', 'edit role')),
  productScreen('users', settings, heading('manage users')),
  productScreen('billing', settings, heading('billing')),
  productScreen('company', settings, heading('account and settings', 'company settings')),
  productScreen('shell', /^\/app\//i, [
    { selector: '[data-testid=company-name]' },
    { selector: 'header, [role=banner], nav, [role=navigation]' },
  ]),
];
