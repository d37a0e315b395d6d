import type { Finder, ScreenFacts, ScreenKind } from '../screen';

/** Hosts of the product: the org's name stands in front of them. */
export const productHosts: readonly string[] = ['*.lightning.force.com', '*.my.salesforce-setup.com'];

/** The org's name in them. */
export const orgInHost = /^.+(?=\.(?:lightning\.force\.com|my\.salesforce-setup\.com)$)/;

/** Where the watcher runs for pages of the product. */
export const productMatches: readonly string[] = productHosts.map((host) => `https://${host}/*`);

/** What a page of Setup says to somebody without the right to it. */
export const refusals: readonly Finder[] = [
  { selector: 'h1, h2, h3, [role=heading]', texts: ['insufficient privileges'] },
  { selector: 'p, div, span, td', texts: ['level of access necessary'] },
];

const headings = 'h1, h2, h3, legend, [role=heading], [class*=page-header__title i], [class*=pageType i]';

const heading = (...texts: string[]): Finder => ({ selector: headings, texts });
const field = (...texts: string[]): Finder => ({ selector: 'label, legend', texts });

/** Everything that is no page of Lightning's own: a classic page, in Lightning's frame or alone (facts 7). */
const classicPath = /^\/(?!lightning\/|secur\/|services\/|_)/;

/** The pages of Setup whose names in Lightning's addresses begin like this, lists and records alike: landmarks tell them apart. */
const lightningPath = (names: string): RegExp => new RegExp(`^/lightning/setup/(?:${names})`, 'i');

/** Both kinds of apps: their use, their records, App Manager, and what is set for all of them. */
const appsPath = lightningPath('ConnectedApp|(?:Manage)?ExternalClient|NavigationMenus|OauthOidc');
const usersPath = lightningPath('ManageUsers|PermSets|(?:Enhanced)?Profiles');
const policyPath = lightningPath('NetworkAccess|SecuritySession|OrgLogin');

/** A page of Setup, by what proves it. */
interface SetupPage {
  id: string;
  kind: ScreenKind;
  path: RegExp;
  landmarks: readonly Finder[];
  steps?: ScreenFacts['steps'];
  isLightningOnly?: true;
  /** In Lightning it is also this page that a refusal stands on. */
  isRefusable?: true;
}

/** The more particular ones first: pages of one path are told apart by their landmarks alone. */
const pages: readonly SetupPage[] = [
  { id: 'app_policies', kind: 'apps', path: appsPath, landmarks: [field('permitted users')] },
  {
    id: 'app_settings',
    kind: 'settings',
    path: appsPath,
    landmarks: [field('callback url')],
    steps: { redirect_uri_mismatch: 2 },
  },
  {
    id: 'app_install',
    kind: 'apps',
    path: appsPath,
    landmarks: [heading('install ledgerline', 'install connected app')],
  },
  {
    id: 'apps_external',
    kind: 'apps',
    path: appsPath,
    landmarks: [heading('external client apps oauth usage', 'external client app manager', 'external client apps')],
    steps: { redirect_uri_mismatch: 2 },
    isLightningOnly: true,
  },
  {
    id: 'apps',
    kind: 'apps',
    path: appsPath,
    landmarks: [heading('oauth usage')],
    isRefusable: true,
  },
  {
    id: 'app_manager',
    kind: 'settings',
    path: appsPath,
    landmarks: [heading('app manager'), { selector: 'h1', texts: ['connected apps'] }],
    steps: { redirect_uri_mismatch: 2 },
  },
  { id: 'app', kind: 'apps', path: appsPath, landmarks: [heading('oauth policies', 'connected app detail')] },
  {
    id: 'assignment',
    kind: 'users',
    path: usersPath,
    landmarks: [field('available permission sets'), heading('select permission sets', 'add assignments')],
  },
  { id: 'user_edit', kind: 'users', path: usersPath, landmarks: [heading('user edit', 'edit user')] },
  { id: 'user', kind: 'users', path: usersPath, landmarks: [heading('user detail', 'permission set assignments')] },
  {
    id: 'profile',
    kind: 'users',
    path: usersPath,
    landmarks: [heading('login ip ranges', 'login hours')],
    steps: { access_policy_blocked: 3 },
  },
  {
    id: 'users',
    kind: 'users',
    path: usersPath,
    landmarks: [heading('users', 'permission sets', 'profiles')],
    isRefusable: true,
  },
  {
    id: 'policy',
    kind: 'settings',
    path: policyPath,
    landmarks: [heading('network access', 'session settings', 'login history')],
    isRefusable: true,
    steps: { access_policy_blocked: 3 },
  },
  {
    id: 'company',
    kind: 'billing',
    path: lightningPath('CompanyProfile'),
    landmarks: [heading('company information', 'organization detail')],
    isRefusable: true,
  },
  {
    id: 'setup_home',
    kind: 'settings',
    path: lightningPath('SetupOne'),
    landmarks: [heading('setup home', 'setup')],
    isLightningOnly: true,
  },
];

const shared = { providerId: 'salesforce', hosts: productHosts, matches: productMatches, hostKey: orgInHost } as const;

function inLightning({ id, kind, path, landmarks: own, steps, isRefusable }: SetupPage): ScreenFacts {
  const landmarks = isRefusable ? [...own, ...refusals] : own;
  return {
    ...shared,
    id: `salesforce.${id}`,
    kind,
    path,
    landmarks,
    anchors: landmarks,
    leavesToFrames: true,
    ...(steps ? { steps } : {}),
  };
}

function asClassic({ id, kind, landmarks, steps }: SetupPage): ScreenFacts {
  return {
    ...shared,
    id: `salesforce.${id}_classic`,
    kind,
    path: classicPath,
    inFrames: true,
    landmarks,
    anchors: landmarks,
    ...(steps ? { steps } : {}),
  };
}

/** The pages of Setup, as Lightning draws them or as classic ones (facts 4 and 7). */
export const setupScreens: readonly ScreenFacts[] = [
  ...pages.map(inLightning),
  ...pages.filter(({ isLightningOnly }) => !isLightningOnly).map(asClassic),
  // Which page was refused, a classic one does not tell.
  asClassic({ id: 'refusal', kind: 'settings', path: classicPath, landmarks: refusals }),
];
