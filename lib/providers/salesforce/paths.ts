import type { Path, PathStep, Place, ProviderPaths } from '../path';
import type { Finder } from '../screen';
import { refusals } from './setup-screens';

/** Things to press: the classic pages have submit fields, Lightning buttons, links and entries of menus. */
const pressable =
  'button, a, [role=button], [role=link], [role=menuitem], [role=tab], input[type=submit], input[type=button]';

const press = (...texts: string[]): Finder => ({ selector: pressable, texts });
const box = (...texts: string[]): Finder => ({
  selector: 'input[type=checkbox], [role=switch], [role=checkbox]',
  texts,
});
const list = (...texts: string[]): Finder => ({ selector: 'select, [role=combobox], [role=listbox]', texts });

/** A page of Setup as Lightning draws it, and as the classic page it is elsewhere. */
const both = (...ids: string[]): string[] => ids.flatMap((id) => [`salesforce.${id}`, `salesforce.${id}_classic`]);

/** The gear, or the link of old. */
const setup: PathStep = {
  id: 'setup',
  screens: ['salesforce.shell', 'salesforce.refusal_classic'],
  target: { finders: [press('setup')] },
};

const inTree = (id: string, ...texts: string[]): PathStep => ({
  id,
  screens: ['salesforce.setup_home'],
  target: { finders: [press(...texts)] },
});

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
const toUsers: readonly PathStep[] = [setup, inTree('users', 'users')];

const block: Place = { finders: [box('blocked'), press('unblock', 'block')], row: 'app' };

const policies: readonly PathStep[] = [
  {
    id: 'policies',
    screens: appsInUse,
    target: { finders: [press('manage app policies', 'manage policies', 'edit policies')], row: 'app' },
  },
  { id: 'edit', screens: both('app'), target: { finders: [press('edit policies', 'edit')] } },
];

const save = (...screens: string[]): PathStep => ({
  id: 'save',
  screens: both(...screens),
  target: { finders: [press('save')] },
});

/** The person's own row; their name or address is the link to them. */
const person: PathStep = {
  id: 'person',
  screens: both('users'),
  target: { finders: [{ selector: 'a, [role=link]' }], row: 'person' },
};

/** Salesforce's ways to mend a cause in Setup (facts 2, 3 and 7). */
const paths: readonly Path[] = [
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
    cause: 'user_permission_insufficient',
    steps: [
      ...toUsers,
      person,
      {
        id: 'assign',
        screens: both('user'),
        target: { finders: [press('edit assignments', 'add assignments')] },
      },
      {
        id: 'set',
        screens: both('assignment'),
        target: { finders: [{ selector: 'input[type=checkbox]' }] },
        choose: ['on'],
      },
      {
        id: 'save',
        screens: both('assignment'),
        target: { finders: [press('save', 'assign')] },
      },
    ],
  },
  {
    cause: 'user_inactive',
    steps: [
      ...toUsers,
      person,
      {
        id: 'unfreeze',
        isDetour: true,
        screens: both('user'),
        target: { finders: [press('unfreeze', 'unlock')] },
        done: { shows: { finders: [press('freeze')] } },
      },
      { id: 'edit', screens: both('user'), target: { finders: [press('edit')] } },
      {
        id: 'active',
        screens: both('user_edit'),
        target: { finders: [box('active')] },
        choose: ['on'],
      },
      save('user_edit'),
    ],
  },
  {
    cause: 'access_policy_blocked',
    only: { name: 'session', says: /not valid for use with/i },
    steps: [
      setup,
      inTree('settings', 'session settings'),
      {
        id: 'lock',
        screens: both('policy'),
        target: { finders: [box('lock sessions to the ip address from which they originated')] },
        choose: ['off'],
      },
      save('policy'),
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
    cause: 'plan_restricted',
    steps: [
      setup,
      inTree('company', 'company information'),
      {
        id: 'add',
        screens: both('company'),
        target: { finders: [press('add', 'buy now', 'upgrade')] },
      },
    ],
  },
  {
    cause: 'client_credentials_invalid',
    steps: [
      setup,
      inTree('manager', 'app manager', 'external client app manager'),
      {
        id: 'app',
        screens: [...both('app_manager'), 'salesforce.apps_external'],
        target: { finders: [press('edit', 'edit settings')], row: 'app' },
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

export const salesforcePaths: ProviderPaths = {
  paths,
  signs: [
    {
      sign: 'no_right_to_manage',
      screens: ['apps', 'users', 'policy', 'company', 'refusal_classic'].map((id) => `salesforce.${id}`),
      when: { shows: { finders: refusals } },
    },
    {
      sign: 'person_inactive',
      screens: both('users'),
      when: {
        shows: {
          finders: [
            { selector: 'img, [role=img]', texts: ['not checked'] },
            { selector: 'td, span', texts: ['false', 'inactive'] },
          ],
          row: 'person',
        },
      },
    },
  ],
};
