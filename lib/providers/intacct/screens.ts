import type { Finder, ScreenFacts } from '../screen';

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

/** A page inside the frames, known by its heading; menus name the same things, but in links. */
function page(
  id: string,
  kind: ScreenFacts['kind'],
  texts: readonly string[],
  steps: NonNullable<ScreenFacts['steps']>,
): ScreenFacts {
  const headings: readonly Finder[] = [
    { selector: 'h1, h2, h3, legend, [role=heading], [class*=title i], [class*=heading i]', texts },
  ];
  return {
    id: `intacct.${id}`,
    providerId: 'intacct',
    kind,
    ...product,
    landmarks: headings,
    anchors: headings,
    steps,
  };
}

/**
 * Sage Intacct's screens. The classic product shows them in frames whose names and addresses tell nothing (facts 7), so
 * they are known by their headings; labels differ by language and version, none is promised by Sage.
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
    steps: { connect: 3, reconnect: 3 },
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
  page(
    'security',
    'apps',
    [
      'authorized client applications',
      'authorised client applications',
      'web services authorizations',
      'web services authorisations',
      'applications clientes autorisées',
    ],
    { app_not_authorized: 3, access_policy_blocked: 2 },
  ),
  page('permissions', 'users', ['permissions', 'autorisations', 'permisos', 'berechtigungen'], {
    user_permission_insufficient: 3,
  }),
  page('subscriptions', 'billing', ['subscriptions', 'abonnements', 'suscripciones'], {
    plan_restricted: 2,
    user_permission_insufficient: 3,
  }),
  page('roles', 'users', ['roles', 'role information', 'rôles', 'rollen'], { user_permission_insufficient: 3 }),
  page('users', 'users', ['users', 'user information', 'utilisateurs', 'usuarios', 'benutzer'], {
    user_permission_insufficient: 3,
    user_inactive: 2,
  }),
];
