import type { Path, PathStep, ProviderPaths } from '../path';
import type { Finder } from '../screen';
import { reportAreas } from './report-areas';

/** Things to press: links of menus are buttons in one year and links in the next. */
const pressable = 'button, a, [role=button], [role=link], [role=menuitem], [role=tab], input[type=submit]';

function press(...texts: string[]): Finder {
  return { selector: pressable, texts };
}

/** A control of a form, by the words of its label. */
function control(kinds: string, ...texts: string[]): Finder {
  return { selector: kinds, texts };
}

const lists = 'select, [role=combobox], [role=radiogroup], [role=listbox], fieldset';

/** The name of the organisation opens the menu (facts 6.3). */
const menu: PathStep = {
  id: 'menu',
  screens: ['xero.shell', 'xero.settings'],
  target: {
    finders: [{ selector: '[class*=xrh-orgname]' }, { selector: 'header button, [role=banner] button, nav button' }],
    row: 'company',
  },
};

function inMenu(id: string, ...texts: string[]): PathStep {
  return { id, screens: ['xero.shell', 'xero.settings'], target: { finders: [press(...texts)] } };
}

const toUsers: readonly PathStep[] = [
  menu,
  inMenu('settings', 'settings'),
  { id: 'users', screens: ['xero.settings'], target: { finders: [press('users', 'user management')] } },
];

const person: PathStep = {
  id: 'person',
  screens: ['xero.users'],
  target: { finders: [press('edit', 'change permissions', 'manage'), { selector: 'a' }], row: 'person' },
};

const giveRole: PathStep = {
  id: 'role',
  screens: ['xero.users'],
  target: { finders: [control(lists, 'business and accounting', 'role')], row: 'person' },
  choose: ['standard', 'adviser', 'advisor'],
};

const giveReports: PathStep = {
  id: 'reports',
  screens: ['xero.users'],
  target: {
    finders: [control('input[type=checkbox], [role=switch], [role=checkbox]', 'reports', 'view reports')],
    row: 'person',
  },
  choose: ['on'],
};

const save: PathStep = {
  id: 'save',
  screens: ['xero.users'],
  target: { finders: [press('update permissions', 'save')], row: 'person' },
};

const inviteButton: Finder = press('invite a user', 'add a user', 'invite user');

/** Xero's ways to mend a cause on its own screens (facts 6.3). */
const paths: readonly Path[] = [
  {
    cause: 'user_permission_insufficient',
    only: { name: 'reports', areas: reportAreas },
    steps: [...toUsers, person, giveReports, save],
  },
  { cause: 'user_permission_insufficient', steps: [...toUsers, person, giveRole, save] },
  {
    cause: 'user_inactive',
    steps: [
      ...toUsers,
      { id: 'invite', screens: ['xero.users'], target: { finders: [inviteButton] } },
      {
        id: 'email',
        screens: ['xero.users'],
        target: { finders: [control('input[type=email]'), control('input', 'email')] },
        fill: 'person',
      },
      { id: 'send', screens: ['xero.users'], target: { finders: [press('send invite', 'send invitation')] } },
    ],
  },
  {
    cause: 'plan_restricted',
    steps: [
      menu,
      inMenu('billing', 'subscription and billing', 'subscription & billing', 'manage subscription'),
      {
        id: 'change',
        screens: ['xero.billing'],
        target: { finders: [press('change pricing plan', 'change plan', 'choose a plan')] },
      },
      {
        id: 'plan',
        screens: ['xero.billing'],
        target: { finders: [control(lists, 'pricing plan', 'plan')] },
        choose: ['grow', 'standard', 'comprehensive', 'premium', 'ultimate'],
      },
      { id: 'confirm', screens: ['xero.billing'], target: { finders: [press('confirm plan', 'confirm', 'save')] } },
    ],
  },
];

export const xeroPaths: ProviderPaths = {
  paths,
  signs: [
    {
      sign: 'no_right_to_manage',
      screens: ['xero.users'],
      when: { shows: { finders: [{ selector: 'p, div, span', texts: ['ask somebody who can manage users'] }] } },
    },
    {
      sign: 'person_missing',
      screens: ['xero.users'],
      when: { lacks: 'person', in: [press('invite a user', 'add a user', 'invite user')] },
    },
  ],
};
