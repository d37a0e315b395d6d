import type { Path, PathStep, Place } from '../path';
import { both, box, inTree, list, press, rowMenu, save, setup } from './path-parts';

const appsInUse = [...both('apps'), 'salesforce.apps_external'];

/** An external client app is in a list of its own. */
const external: PathStep = {
  id: 'external',
  isDetour: true,
  screens: both('apps'),
  target: { finders: [press('external client apps oauth usage')] },
  done: { shows: { finders: [press('install', 'uninstall', 'block', 'unblock'), box('blocked')], row: 'app' } },
};

const toApps: readonly PathStep[] = [setup, inTree('usage', 'connected apps oauth usage'), external];

const editApp = [press('edit', 'edit settings')];
const block: Place = { finders: [box('blocked'), press('unblock', 'block')], row: 'app' };

const policies: readonly PathStep[] = [
  {
    id: 'policies',
    screens: appsInUse,
    target: { finders: [press('manage app policies', 'manage policies', 'edit policies')], row: 'app' },
  },
  { id: 'edit', screens: both('app'), target: { finders: [press('edit policies', 'edit')] } },
];

/** Ways to mend what an org, or the app itself, has set for the app (facts 3 and 7). */
export const appPaths: readonly Path[] = [
  {
    cause: 'app_not_authorized',
    only: { name: 'approval', says: /admin.approved|invalid_app_access|app_access_denied|approved this consumer/i },
    steps: [
      ...toApps,
      ...policies,
      {
        id: 'permitted',
        screens: both('app_policies'),
        target: { finders: [list('permitted users')] },
        choose: ['all users may self-authorize'],
      },
      save('app_policies'),
    ],
  },
  {
    cause: 'app_not_authorized',
    only: { name: 'blocked', says: /blocked/i },
    steps: [
      ...toApps,
      { id: 'unblock', screens: appsInUse, target: block, done: { says: block, oneOf: ['off', 'block'] } },
    ],
  },
  {
    cause: 'app_not_authorized',
    steps: [
      ...toApps,
      {
        id: 'install',
        screens: appsInUse,
        target: { finders: [press('install')], row: 'app' },
        done: { shows: { finders: [press('uninstall')], row: 'app' } },
      },
      {
        id: 'confirm',
        screens: [...both('app_install'), ...appsInUse],
        target: { finders: [press('install')] },
        done: { shows: { finders: [press('uninstall')], row: 'app' } },
      },
    ],
  },
  {
    cause: 'access_policy_blocked',
    only: { name: 'address', says: /ip.restricted/i },
    steps: [
      ...toApps,
      ...policies,
      {
        id: 'relax',
        screens: both('app_policies'),
        target: { finders: [list('ip relaxation')] },
        choose: ['relax ip restrictions'],
      },
      save('app_policies'),
    ],
  },
  {
    cause: 'client_credentials_invalid',
    steps: [
      setup,
      inTree('manager', 'app manager'),
      {
        id: 'external',
        isDetour: true,
        screens: both('app_manager'),
        target: { finders: [press('external client app manager')] },
        done: { shows: { finders: [{ selector: 'a, td, th, li, h3, span, div, p', texts: ['$app'] }] } },
      },
      {
        id: 'app',
        // Saving leads to the page of the app, or back to the list.
        screens: [...both('app_manager', 'app'), 'salesforce.apps_external'],
        target: { finders: editApp, row: 'app', otherwise: { finders: [rowMenu], row: 'app' } },
      },
      {
        id: 'secret',
        screens: both('app_settings'),
        target: { finders: [box('require secret for web server flow')] },
        choose: ['off'],
      },
      save('app_settings'),
    ],
  },
];
