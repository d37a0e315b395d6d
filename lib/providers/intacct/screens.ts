import type { Finder, ScreenFacts } from '../screen';
import { labels } from './labels';

/** The pods (`www-p02` …) and the common host alike (facts 7). */
const hosts = ['*.intacct.com'];

/** The documented address of the sign-in and the one discovery names; both are watched, nothing else of the sign-in is (SEC-16). */
const signIn = {
  path: /^\/ia\/(?:api\/v1\/oauth2\/)?authorize(?:$|[/?])/,
  matches: ['https://*.intacct.com/ia/api/v1/oauth2/authorize*', 'https://*.intacct.com/ia/authorize*'],
};

const accept: readonly Finder[] = [
  { selector: 'button, input[type=submit], input[type=button], a', texts: ['accept', 'accepter', 'aceptar'] },
];

const refusal: readonly Finder[] = [
  { selector: 'pre, p, li, td, h1, h2, h3, div', texts: ['ia::error', 'error', 'invalid', 'not valid', 'incorrect'] },
];

/** Everything of the product has the session in its address, which is never looked at: only what stands behind our own #. */
const product = {
  hosts,
  path: /^\/ia\/acct\/(?!login\.phtml|sso_response\.phtml)/,
  matches: ['https://*.intacct.com/ia/acct/*'],
  excludes: ['https://*.intacct.com/ia/acct/login.phtml*', 'https://*.intacct.com/ia/acct/sso_response.phtml*'],
  inFrames: true,
  companyKey: /(?<=#company=)[^&]+/,
} as const;

/** A page of the product, known by its heading; menus name the same things, but in links. */
function page(id: string, kind: ScreenFacts['kind'], ...texts: readonly string[]): ScreenFacts {
  const headings: readonly Finder[] = [
    { selector: 'h1, h2, h3, legend, [role=heading], [class*=title i], [class*=heading i], [class*=section i]', texts },
  ];
  return { id: `intacct.${id}`, providerId: 'intacct', kind, ...product, landmarks: headings, anchors: headings };
}

const refused: readonly Finder[] = [{ selector: 'p, td, div', texts: labels.noPermission }];

/**
 * Sage Intacct's screens. The classic product shows them in frames whose names and addresses tell nothing (facts 7), so
 * they are known by their headings, the more particular ones first; labels differ by language and version, none is
 * promised by Sage.
 */
export const intacctScreens: readonly ScreenFacts[] = [
  {
    id: 'intacct.consent',
    providerId: 'intacct',
    kind: 'consent',
    hosts,
    ...signIn,
    landmarks: accept,
    anchors: accept,
    agree: accept,
    steps: { connect: 3, reconnect: 3 },
    // What its user may do comes with the sign-in itself, without a scope.
    permissions: [[], ['offline_access']],
  },
  {
    id: 'intacct.oauth_error',
    providerId: 'intacct',
    kind: 'oauth_error',
    hosts,
    ...signIn,
    landmarks: refusal,
    anchors: refusal,
    errorText: refusal,
    steps: { client_credentials_invalid: 3, redirect_uri_mismatch: 3, app_not_authorized: 3 },
  },
  { id: 'intacct.denied', providerId: 'intacct', kind: 'users', ...product, landmarks: refused, anchors: refused },
  page('client', 'apps', 'client application information', 'informations sur l’application cliente'),
  page('address', 'settings', 'ip filter information', 'informations sur le filtre ip'),
  page('security', 'apps', ...labels.clientApplications),
  page('company', 'settings', 'company information', 'informations sur la société'),
  page('user', 'users', 'user information', 'informations utilisateur'),
  page('permissions', 'users', ...labels.permissions),
  page(
    'role_subscriptions',
    'users',
    'roles subscriptions',
    'role subscriptions',
    'user subscriptions',
    'abonnements du rôle',
    'abonnements de l’utilisateur',
  ),
  page('subscriptions', 'billing', 'subscriptions', 'abonnements'),
  page('users', 'users', 'users', 'utilisateurs'),
  page('roles', 'users', 'roles', 'rôles'),
  page('home', 'shell', 'dashboard', 'tableau de bord'),
];
