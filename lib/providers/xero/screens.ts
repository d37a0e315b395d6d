import type { Finder, ScreenFacts } from '../screen';

/**
 * The short code, with its leading `!`, stands in the address of the new shell. The older pages have none; our own links
 * to them carry it behind a `#`, which outlives the redirects of the organisation switch and never reaches the server.
 */
const shortCode = /(?<=^\/app\/|#company=)![^/?#&]+/i;

/** What Xero's consent screen puts into one line or several (facts 1.13). */
const consentGroups = [
  ['accounting.settings.read'],
  ['accounting.contacts.read'],
  ['accounting.invoices.read'],
  ['accounting.payments.read'],
  ['accounting.banktransactions.read'],
  ['accounting.manualjournals.read'],
  [
    'accounting.reports.profitandloss.read',
    'accounting.reports.balancesheet.read',
    'accounting.reports.trialbalance.read',
    'accounting.reports.aged.read',
  ],
  ['accounting.budgets.read'],
  ['openid', 'profile', 'email'],
  ['offline_access'],
];

/** The button that allows access, whatever it counts. */
const allow: readonly Finder[] = [
  { selector: '#approveButton' },
  { selector: 'button, input[type=submit]', texts: ['allow access', 'continue with'] },
];

/**
 * Xero's screens. Addresses and element names come from Xero's prompt library and third-party automation scripts
 * (2020–2026); none is promised by Xero, so each finder ends in what the page says in words.
 */
export const xeroScreens: readonly ScreenFacts[] = [
  {
    id: 'xero.consent',
    providerId: 'xero',
    kind: 'consent',
    hosts: ['authorize.xero.com'],
    path: /^\/\?(?:.*&)?consentId=/i,
    matches: ['https://authorize.xero.com/?*'],
    landmarks: [
      { selector: '#approveButton' },
      { selector: 'button, input[type=submit]', texts: ['allow access', 'continue with'] },
    ],
    anchors: [
      { selector: '#multipleTenants' },
      { selector: 'select' },
      { selector: '[role=radiogroup], [role=listbox], fieldset' },
      ...allow,
    ],
    choices: [
      { selector: '#multipleTenants' },
      { selector: 'select' },
      { selector: '[role=radiogroup], [role=listbox], fieldset' },
    ],
    agree: allow,
    permissions: consentGroups,
    steps: { connect: 2, reconnect: 3 },
  },
  {
    id: 'xero.limit',
    providerId: 'xero',
    kind: 'oauth_error',
    hosts: ['authorize.xero.com'],
    path: /^\/connectionLimit\b/i,
    matches: ['https://authorize.xero.com/connectionLimit*'],
    landmarks: [{ selector: 'p, h1, h2, h3, li, div', texts: ['connection limit', 'certification before'] }],
    anchors: [{ selector: 'p, h1, h2, h3, li, div', texts: ['connection limit', 'certification before'] }],
    errorText: [{ selector: 'p, h1, h2, h3, li, div', texts: ['connection limit', 'certification before'] }],
    steps: { app_not_authorized: 3 },
  },
  {
    id: 'xero.oauth_error',
    providerId: 'xero',
    kind: 'oauth_error',
    hosts: ['login.xero.com'],
    path: /^\/identity\/connect\/authorize\b/i,
    matches: ['https://login.xero.com/identity/connect/authorize*'],
    landmarks: [{ selector: 'h1, h2, h3, p, div', texts: ['something went wrong', 'error:'] }],
    anchors: [
      { selector: 'p, li, pre, div', texts: ['error:'] },
      { selector: 'h1, h2, h3, p', texts: ['something went wrong'] },
    ],
    errorText: [{ selector: 'p, li, pre, div', texts: ['error:'] }],
    steps: { redirect_uri_mismatch: 3, client_credentials_invalid: 3 },
  },
  {
    id: 'xero.users',
    providerId: 'xero',
    kind: 'users',
    hosts: ['go.xero.com'],
    path: /^\/(?:app\/![^/?]+\/)?settings\/users\b/i,
    matches: ['https://go.xero.com/*'],
    companyKey: shortCode,
    landmarks: [
      { selector: 'h1, h2, [role=heading]', texts: ['users', 'user permissions', 'invite a user'] },
      { selector: 'a, button', texts: ['invite a user', 'add a user', 'invite user'] },
    ],
    anchors: [
      { selector: 'main h1, main h2, [role=main] h1', texts: ['users'] },
      { selector: 'h1, h2, [role=heading]', texts: ['users', 'user permissions', 'invite a user'] },
      { selector: 'a, button', texts: ['invite a user', 'add a user', 'invite user'] },
    ],
  },
  {
    id: 'xero.settings',
    providerId: 'xero',
    kind: 'settings',
    hosts: ['go.xero.com'],
    path: /^\/(?:app\/![^/?]+\/)?settings\/?(?:\?|$)/i,
    matches: ['https://go.xero.com/*'],
    companyKey: shortCode,
    landmarks: [{ selector: 'h1, h2, [role=heading]', texts: ['settings'] }],
    anchors: [{ selector: 'h1, h2, [role=heading]', texts: ['settings'] }],
  },
  {
    id: 'xero.apps',
    providerId: 'xero',
    kind: 'apps',
    hosts: ['go.xero.com'],
    path: /^\/(?:app\/![^/?]+\/)?settings\/(?:connected|app-?conn)/i,
    matches: ['https://go.xero.com/*'],
    companyKey: shortCode,
    landmarks: [{ selector: 'h1, h2, [role=heading]', texts: ['connected apps', 'app connections'] }],
    anchors: [{ selector: 'h1, h2, [role=heading]', texts: ['connected apps', 'app connections'] }],
  },
  {
    id: 'xero.billing',
    providerId: 'xero',
    kind: 'billing',
    hosts: ['go.xero.com'],
    path: /^\/(?:app\/![^/?]+\/)?settings\/(?:subscription|billing)\b/i,
    matches: ['https://go.xero.com/*'],
    companyKey: shortCode,
    landmarks: [{ selector: 'h1, h2, [role=heading]', texts: ['subscription', 'billing', 'plan'] }],
    anchors: [{ selector: 'h1, h2, [role=heading]', texts: ['subscription', 'billing', 'plan'] }],
  },
  {
    id: 'xero.shell',
    providerId: 'xero',
    kind: 'shell',
    hosts: ['go.xero.com'],
    path: /^\/app\/![^/?]+/i,
    matches: ['https://go.xero.com/*'],
    companyKey: shortCode,
    landmarks: [{ selector: '[class*=xrh-]' }, { selector: 'header, [role=banner], nav, [role=navigation]' }],
    anchors: [
      { selector: 'header [class*=xrh-][class*=org], [class*=xrh-orgname], [class*=xrh-appbutton]' },
      { selector: 'header button, [role=banner] button, [class*=xrh-] button' },
      { selector: 'header, [role=banner], nav, [role=navigation]' },
    ],
  },
];
