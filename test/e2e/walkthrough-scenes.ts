/** Where a way over a provider's own screens is followed to its end, by what the overlay says alone. */
interface WayScene {
  /** Test file below `test/e2e`, and words of the title of its scene, or of the row of a table of scenes. */
  file: string;
  scene: string;
}

const xero = 'providers/xero-screens.test.ts';
const quickbooks = 'providers/quickbooks-screens.test.ts';
const intacct = 'providers/intacct-screens.test.ts';
const salesforce = 'providers/salesforce-screens.test.ts';

/**
 * A scene for each way of each provider, by its cause and the name of what it is only for; a test holds that none is
 * missing. `reconnect` is the sign-in itself, followed over the consent screen.
 */
export const walkthroughScenes: Readonly<Record<string, Readonly<Record<string, WayScene>>>> = {
  xero: {
    reconnect: { file: xero, scene: 'leads through the sign-in to the right company' },
    'user_permission_insufficient reports': { file: xero, scene: 'leads the owner to the right to see reports' },
    user_permission_insufficient: { file: xero, scene: 'the role of the person was lowered' },
    user_inactive: { file: xero, scene: 'the person was removed' },
    plan_restricted: { file: xero, scene: 'the plan that ended' },
  },
  quickbooks: {
    reconnect: { file: quickbooks, scene: 'leads through the sign-in to the right company' },
    user_permission_insufficient: { file: quickbooks, scene: 'the person who is no admin any more' },
    user_inactive: { file: quickbooks, scene: 'the person was removed' },
    'plan_restricted essentials': { file: quickbooks, scene: 'leads to the plan that has the data, by its name' },
    'plan_restricted plus': { file: quickbooks, scene: 'leads to the plan that has the data, by its name' },
    plan_restricted: { file: quickbooks, scene: 'leads to the subscription that lapsed' },
  },
  intacct: {
    reconnect: { file: intacct, scene: 'leads through the sign-in' },
    user_permission_insufficient: { file: intacct, scene: 'leads to the rights of a user, box by box' },
    plan_restricted: { file: intacct, scene: 'the application that the company does not subscribe to' },
    user_inactive: { file: intacct, scene: 'a user who was switched off' },
    app_not_authorized: { file: intacct, scene: 'leads to the list of apps' },
    access_policy_blocked: { file: intacct, scene: 'leads to the addresses that may come in' },
  },
  salesforce: {
    reconnect: { file: salesforce, scene: 'leads through the sign-in' },
    'app_not_authorized approval': { file: salesforce, scene: 'an app for some people only' },
    'app_not_authorized blocked': { file: salesforce, scene: 'a blocked app' },
    app_not_authorized: { file: salesforce, scene: 'an app that is not installed' },
    user_permission_insufficient: { file: salesforce, scene: 'a right that was taken away' },
    user_inactive: { file: salesforce, scene: 'a person who was deactivated' },
    'access_policy_blocked session': { file: salesforce, scene: 'sessions locked to an address' },
    'access_policy_blocked address': { file: salesforce, scene: 'an address rule' },
    plan_restricted: { file: salesforce, scene: 'an edition that lost the interface' },
    client_credentials_invalid: { file: salesforce, scene: 'an app that wants a secret' },
  },
};
