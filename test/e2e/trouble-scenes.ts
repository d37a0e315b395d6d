/** What goes wrong with apps, people, plans and companies at every provider that has such a thing. */
export const troubles = [
  'wrong_secret',
  'wrong_environment',
  'wrong_redirect_uri',
  'unapproved_app',
  'inactive_user',
  'lapsed_plan',
  'removed_company',
] as const;

export type Trouble = (typeof troubles)[number];

/** Where the played provider is truly in that state; `says` is part of the sentence a person reads there. */
export interface TroubleScene {
  /** Test file below `test/e2e`, and words of the title of its scene. */
  file: string;
  scene: string;
  says: string;
  /** Where the provider's answer is the same as for another trouble, so that the same sentence is right. */
  isToldLike?: Trouble;
}

/** Why a provider knows no such trouble. */
export interface Absent {
  absent: string;
}

const xero = 'refused-sign-ins.test.ts';
const causes = 'causes.test.ts';
const quickbooks = 'providers/quickbooks.test.ts';
const intacct = 'providers/intacct.test.ts';
const intacctSignIn = 'providers/intacct-sign-in.test.ts';
const intacctScreens = 'providers/intacct-screens.test.ts';
const salesforce = 'providers/salesforce.test.ts';
const own = 'providers/own.test.ts';

/** A scene in both browsers for each trouble at each provider; a test holds that they are there and that words differ. */
export const troubleScenes: Readonly<Record<string, Readonly<Record<Trouble, TroubleScene | Absent>>>> = {
  xero: {
    wrong_secret: {
      file: xero,
      scene: 'tells an app key that is refused when the code is used',
      says: 'Xero does not accept your app key',
    },
    wrong_environment: { absent: 'Xero has one environment: a demo company is a company like any other' },
    wrong_redirect_uri: {
      file: xero,
      scene: 'tells a return address that is not registered',
      says: 'The return address is missing from your Xero app',
    },
    unapproved_app: {
      file: xero,
      scene: 'unauthorized_client : Invalid scope for client',
      says: 'Xero does not let this app in',
    },
    inactive_user: {
      file: 'providers/xero-screens.test.ts',
      scene: 'the person was removed',
      says: 'locked out',
    },
    lapsed_plan: { file: causes, scene: "cause: 'plan_restricted'", says: 'The Xero plan of' },
    removed_company: { file: causes, scene: "cause: 'tenant_unavailable'", says: 'is no longer connected in Xero' },
  },
  quickbooks: {
    wrong_secret: {
      file: quickbooks,
      scene: 'names a wrong secret when the code is exchanged',
      says: 'QuickBooks Online does not accept your app key',
    },
    wrong_environment: {
      file: quickbooks,
      scene: 'names keys of the other environment',
      says: 'keys for testing were used with a real company',
    },
    wrong_redirect_uri: {
      file: quickbooks,
      scene: 'tells a wrong return address',
      says: 'The return address is missing from your QuickBooks Online app',
    },
    unapproved_app: { absent: 'Intuit gives an app no keys for real companies before it is approved' },
    inactive_user: {
      file: quickbooks,
      scene: 'a person who was removed, told in XML',
      says: 'A permission is missing in Marigold Bakehouse',
    },
    lapsed_plan: { file: quickbooks, scene: 'a lapsed plan that refuses reads', says: 'The QuickBooks Online plan of' },
    removed_company: {
      file: quickbooks,
      scene: 'a company that was deleted',
      says: 'is no longer connected in QuickBooks Online',
    },
  },
  intacct: {
    wrong_secret: {
      file: intacctSignIn,
      scene: 'with a wrong secret',
      says: 'Sage Intacct does not accept your app key',
    },
    wrong_environment: {
      file: intacctSignIn,
      scene: 'with the key of the other environment',
      says: 'Sage Intacct does not accept your app key',
      isToldLike: 'wrong_secret',
    },
    wrong_redirect_uri: {
      file: intacctSignIn,
      scene: 'with a return address that is not registered',
      says: 'The return address is missing from your Sage Intacct app',
    },
    unapproved_app: {
      file: intacct,
      scene: 'an app taken off the list',
      says: 'Sage Intacct does not let this app in',
    },
    inactive_user: { file: intacctScreens, scene: 'a user who was switched off', says: 'locked out' },
    lapsed_plan: { file: intacct, scene: 'a demo that has ended', says: 'The Sage Intacct plan of' },
    removed_company: {
      file: intacct,
      scene: 'a company that is gone',
      says: 'is no longer connected in Sage Intacct',
    },
  },
  salesforce: {
    wrong_secret: {
      file: salesforce,
      scene: 'an app that wants a secret',
      says: 'Salesforce does not accept your app key',
    },
    wrong_environment: { absent: 'the login page alone tells that somebody is no user of this kind of org' },
    wrong_redirect_uri: {
      file: salesforce,
      scene: 'a callback that is not registered',
      says: 'The return address is missing from your Salesforce app',
    },
    unapproved_app: {
      file: salesforce,
      scene: 'an app that was uninstalled',
      says: 'Salesforce does not let this app in',
    },
    inactive_user: { file: salesforce, scene: 'a person who was deactivated', says: 'locked out' },
    lapsed_plan: {
      file: salesforce,
      scene: 'tells an edition without the interface from a missing right',
      says: 'The Salesforce plan of',
    },
    removed_company: {
      file: salesforce,
      scene: 'an org that was closed',
      says: 'is no longer connected in Salesforce',
    },
  },
  own: {
    wrong_secret: { file: own, scene: 'from an app that is not', says: 'Books does not accept your app key' },
    wrong_environment: { absent: 'a definition is of one environment' },
    wrong_redirect_uri: {
      file: own,
      scene: 'tells a return address that is not registered',
      says: 'The return address is missing from your Books app',
    },
    unapproved_app: { absent: 'OAuth has no list of approved apps: an app is registered or it is not' },
    inactive_user: { absent: 'OAuth has no word for it: the sign-in ends' },
    lapsed_plan: { file: own, scene: 'names a plan that has ended', says: 'The Books plan of' },
    removed_company: { file: own, scene: 'names a company that was closed', says: 'is no longer connected in Books' },
  },
};
