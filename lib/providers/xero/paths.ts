import type { Path, PathStep, PlaceFinder, ProviderPaths, SignFact } from '../path';
import { reportAreas } from './report-areas';

/** Things to press: links of menus are buttons in one year and links in the next. */
const pressable = 'button, a, [role=button], [role=link], [role=menuitem], [role=tab], input[type=submit]';

/** By all the words on it: "Settings and privacy" at the foot of a page is another thing than "Settings". */
function press(...texts: string[]): PlaceFinder {
  return { selector: pressable, texts, isWhole: true };
}

/** A list to choose from, by the words of its label. */
function list(...texts: string[]): PlaceFinder {
  return { selector: 'select, [role=combobox], [role=radiogroup], [role=listbox], fieldset', texts };
}

const screenIds = (...names: string[]): string[] => names.map((name) => `xero.${name}`);

/** The name of the organisation opens the menu on every page (facts 6.3). */
function menu(...screens: string[]): PathStep {
  return { id: 'menu', screens: screenIds('shell', ...screens), target: { finders: [press('$company')] } };
}

/** Something in the menu, or on the page of the settings it leads to. */
function inMenu(id: string, screens: readonly string[], ...texts: string[]): PathStep {
  return { id, screens: screenIds('shell', ...screens), target: { finders: [press(...texts)] } };
}

const toUsers: readonly PathStep[] = [
  menu('settings', 'apps', 'billing'),
  inMenu('settings', ['apps', 'billing'], 'settings', 'general settings'),
  inMenu('users', ['settings'], 'users', 'users and permissions', 'user management'),
];

const onUsers = screenIds('users');

/** Their page or their form; where the row itself holds what is to be changed, that is in sight already. */
const person: PathStep = {
  id: 'person',
  screens: onUsers,
  target: {
    row: 'person',
    finders: [press('edit', 'change permissions', 'manage', 'edit permissions'), press('$person')],
  },
};

const giveRole: PathStep = {
  id: 'role',
  screens: onUsers,
  target: { row: 'person', finders: [list('business and accounting', 'business and accounting access', 'role')] },
  choose: ['standard', 'adviser', 'advisor'],
};

const giveReports: PathStep = {
  id: 'reports',
  screens: onUsers,
  target: {
    row: 'person',
    finders: [{ selector: 'input[type=checkbox], [role=switch], [role=checkbox]', texts: ['reports', 'view reports'] }],
  },
  choose: ['on'],
};

const save: PathStep = {
  id: 'save',
  screens: onUsers,
  target: { row: 'person', finders: [press('update permissions', 'save', 'save changes', 'save permissions')] },
};

const inviteUser = press('invite a user', 'add a user', 'invite user', 'add user');

const toPlan: readonly PathStep[] = [
  menu('settings', 'apps', 'users'),
  // Where the menu itself leads there, that is in sight first.
  inMenu('settings', ['apps', 'users'], 'settings', 'general settings'),
  inMenu(
    'billing',
    ['settings', 'apps', 'users'],
    'subscription and billing',
    'subscription & billing',
    'plan and billing',
    'manage subscription',
    'subscription',
  ),
];

const onBilling = screenIds('billing');

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
      { id: 'invite', screens: onUsers, target: { finders: [inviteUser] } },
      {
        id: 'email',
        screens: onUsers,
        target: {
          finders: [
            { selector: 'input[type=email]' },
            { selector: 'input', texts: ['email', 'email address'], isWhole: true },
          ],
        },
        fill: 'person',
      },
      { id: 'send', screens: onUsers, target: { finders: [press('send invite', 'send invitation')] } },
    ],
  },
  {
    cause: 'plan_restricted',
    steps: [
      ...toPlan,
      {
        id: 'change',
        screens: onBilling,
        target: { finders: [press('change pricing plan', 'change plan', 'choose a plan')] },
      },
      {
        id: 'plan',
        screens: onBilling,
        target: { finders: [list('pricing plan', 'plan')] },
        choose: ['grow', 'standard', 'comprehensive', 'premium', 'ultimate'],
      },
      {
        id: 'confirm',
        screens: onBilling,
        target: { finders: [press('confirm plan', 'confirm', 'save plan', 'save')] },
      },
    ],
  },
];

/** Text that stands there, not one of the things to choose from. */
const shownText = ':is(td, span, p, div):not(:has(option, input, [role=radio]), label *, [role=radio], [role=radio] *)';

/** A text of the page that says this, however it is set. */
function text(...texts: string[]): PlaceFinder {
  return { selector: 'p, div, span, li, section', texts };
}

const noRight: SignFact['when'] = {
  shows: {
    finders: [
      text('somebody who can manage users', 'contact a user who can manage users'),
      text('don’t have permission to manage users', "don't have permission to manage users"),
    ],
  },
};

const limited = ['read only', 'invoice only'];

const signs: readonly SignFact[] = [
  { sign: 'no_right_to_manage', screens: onUsers, when: noRight },
  {
    sign: 'no_right_to_manage',
    screens: onBilling,
    when: { shows: { finders: [text('only the subscriber can change', 'contact your subscriber to change')] } },
  },
  { sign: 'person_missing', screens: onUsers, when: { lacks: 'person', in: [inviteUser] } },
  {
    sign: 'role_limited',
    screens: onUsers,
    when: { says: { row: 'person', finders: [list('business and accounting', 'role')] }, oneOf: limited },
  },
  {
    sign: 'role_limited',
    screens: onUsers,
    when: {
      shows: {
        row: 'person',
        // Not where a list to choose from offers it.
        finders: [{ selector: shownText, texts: limited }],
      },
    },
  },
  {
    sign: 'subscription_ended',
    screens: screenIds('shell', 'settings', 'users', 'apps', 'billing'),
    when: { shows: { finders: [text('trial has ended', 'subscription has ended')] } },
  },
];

export const xeroPaths: ProviderPaths = { paths, signs };
