import type { Finder, ScreenFacts } from '../screen';

const providerId = 'quickbooks';

/**
 * A page of a sign-in. Consent and refusal stand at the same addresses, only their words differ (facts 1, 4a). Of the
 * sign-in host nothing else is matched (SEC-16).
 */
function signInScreen(id: 'consent' | 'oauth_error', landmarks: Finder[], more: Partial<ScreenFacts>): ScreenFacts {
  return {
    id: `${providerId}.${id}`,
    providerId,
    kind: id,
    hosts: ['appcenter.intuit.com'],
    path: /^[^?]*\/oauth2\b/i,
    matches: ['https://appcenter.intuit.com/*oauth2*'],
    landmarks,
    anchors: landmarks,
    ...more,
  };
}

/**
 * A page of the product: on the short host, the usual one, clusters, and that of test companies (facts 6). Only the way in
 * and the switch of companies carry the company; our own links add it behind a #.
 */
function productScreen(
  id: ScreenFacts['kind'],
  path: RegExp,
  landmarks: Finder[],
  steps?: ScreenFacts['steps'],
): ScreenFacts {
  return {
    id: `${providerId}.${id}`,
    providerId,
    kind: id,
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

function heading(text: string): Finder[] {
  return [{ selector: 'h1, h2, h3, [role=heading]', texts: [text] }];
}

/** Refused, or nothing to choose from: told here and nowhere else. */
const refusal: Finder[] = [
  // Developers can unfold the reason.
  { selector: 'p, li, pre, code', texts: ['query parameter value'] },
  {
    selector: 'p, h1, h2, h3, li, div',
    texts: ["didn't connect", 'didn’t connect', 'experiencing some problems'],
  },
  { selector: 'p, h1, h2, h3, li, div', texts: ["don't have any compan", 'don’t have any compan'] },
];
const agree: Finder[] = [{ selector: 'button, input[type=submit]', texts: ['connect', 'next', 'admin'] }];
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
  signInScreen('consent', agree, {
    anchors: [...companies, ...agree],
    choices: companies,
    steps: { connect: 3, reconnect: 4 },
  }),
  productScreen('apps', /^\/app\/app/i, heading('apps'), { app_not_authorized: 3 }),
  productScreen('users', settings, heading('manage users'), { user_permission_insufficient: 3, user_inactive: 3 }),
  productScreen('billing', settings, heading('billing'), { plan_restricted: 3 }),
  productScreen('shell', /^\/app\//i, [
    { selector: '[data-testid=company-name], [data-testid=settings-gear]' },
    { selector: 'header, [role=banner], nav, [role=navigation]' },
  ]),
];
