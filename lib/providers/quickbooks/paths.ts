import type { PageFact, Path, PathStep, Place, ProviderPaths, SignFact } from '../path';
import type { Finder } from '../screen';
import { essentialsAreas, plusAreas } from './plan-areas';

/** Things to press: what is a button in one generation of the product is a link or an entry of a menu in another. */
const pressable = 'button, a, [role=button], [role=link], [role=menuitem], input[type=submit]';

function press(...texts: string[]): Finder {
  return { selector: pressable, texts };
}

/** A list to choose from, by the words of its label. */
function list(...texts: string[]): Finder {
  return { selector: 'select, [role=combobox], [role=radiogroup], [role=listbox], fieldset', texts };
}

/** Pages that only lead on: the way begins in the menu from any of them. */
const anywhere = ['shell', 'company'];

const screenIds = (...names: string[]): string[] => names.map((name) => `quickbooks.${name}`);

/** The gear in the bar above; where settings stand in a bar at the side, the next step is in sight already (facts 6). */
function gear(...more: string[]): PathStep {
  return {
    id: 'gear',
    screens: screenIds(...anywhere, ...more),
    target: {
      finders: [
        { selector: '[data-testid=settings-gear], [data-automation-id=settings-gear]' },
        { selector: 'button, [role=button], a', texts: ['settings', '⚙'] },
        { selector: '[aria-label="settings" i], [title="settings" i]' },
      ],
    },
  };
}

function inMenu(id: string, others: readonly string[], ...texts: string[]): PathStep {
  return { id, screens: screenIds(...anywhere, ...others), target: { finders: [press(...texts)] } };
}

const toUsers = [gear('apps', 'billing'), inMenu('users', ['apps', 'billing'], 'manage users')];

const toBilling = [
  gear('apps', 'users', 'user'),
  inMenu(
    'billing',
    ['apps', 'users', 'user'],
    'subscriptions and billing',
    'billing & subscription',
    'billing and subscription',
    'billing & subscriptions',
  ),
];

/** Roles whose holder may connect apps; the second is the older name (facts 1, "Who may connect", and 6). */
const adminRoles = ['company admin', 'company administrator'];

/** What is only offered: words that stand in a list to choose from. */
const offered = 'label *, button *, fieldset *, [role=radiogroup] *, [role=listbox] *';

/** A role in the row of the person who connected. */
function roleInRow(...roles: string[]): Place {
  return {
    row: 'person',
    finders: [{ selector: `:is(td, p, dd, span, div, [role=cell]):not(${offered})`, texts: roles }],
  };
}

const isAdmin: PageFact = { shows: roleInRow(...adminRoles, 'primary admin', 'master administrator') };

const chooseRole: PathStep = {
  id: 'role',
  screens: screenIds('users', 'user'),
  target: { finders: [list('role', 'roles', 'user type', 'select user type', 'select a role')] },
  choose: adminRoles,
};

const addUser = press('add user', 'new user');

/** A word in the table of the subscription, after it was renewed. */
const isRunning: PageFact = {
  shows: { finders: [{ selector: 'td, dd, [role=cell], span', texts: ['active', 'subscribed'] }] },
};

const confirms = ['confirm', 'resubscribe now', 'confirm subscription', 'save plan'];

/** The plan's name in the table of the subscription. */
function planCell(...plans: string[]): Place {
  return { finders: [{ selector: 'td, dd, [role=cell]', texts: plans.map((plan) => `quickbooks online ${plan}`) }] };
}

/** To one of these plans, the first that is offered. */
function upgrade(...plans: string[]): PathStep[] {
  const screens = screenIds('billing');
  return [
    ...toBilling,
    { id: 'change', screens, target: { finders: [press('change plan', 'upgrade or change plan', 'upgrade')] } },
    {
      id: 'plan',
      screens,
      target: { finders: [list('plan', 'plans', 'choose a plan')] },
      choose: plans.flatMap((plan) => [`quickbooks online ${plan}`, plan]),
    },
    {
      id: 'confirm',
      screens,
      target: { finders: [press(...confirms)] },
      done: { shows: planCell(...plans, 'advanced') },
    },
  ];
}

/** QuickBooks' ways to mend a cause on its own screens (facts 6, "Click paths"). */
const paths: readonly Path[] = [
  {
    cause: 'user_permission_insufficient',
    steps: [
      ...toUsers,
      {
        id: 'person',
        screens: screenIds('users'),
        // In the oldest generation what a row offers stands in its menu.
        target: { row: 'person', finders: [press('edit', 'edit user'), press('action', 'actions')] },
      },
      chooseRole,
      {
        id: 'save',
        screens: screenIds('users', 'user'),
        target: { finders: [press('save', 'save changes', 'finish', 'next')] },
        done: isAdmin,
      },
    ],
  },
  {
    cause: 'user_inactive',
    steps: [
      ...toUsers,
      { id: 'add', screens: screenIds('users'), target: { finders: [addUser] } },
      {
        id: 'email',
        screens: screenIds('users'),
        target: {
          finders: [{ selector: 'input[type=email]' }, { selector: 'input', texts: ['email', 'email address'] }],
        },
        fill: 'person',
      },
      { ...chooseRole, screens: screenIds('users') },
      {
        id: 'send',
        screens: screenIds('users'),
        target: { finders: [press('send invitation', 'finish', 'send invite', 'save')] },
        done: isAdmin,
      },
    ],
  },
  {
    cause: 'plan_restricted',
    only: { name: 'essentials', areas: essentialsAreas },
    steps: upgrade('essentials', 'plus'),
  },
  { cause: 'plan_restricted', only: { name: 'plus', areas: plusAreas }, steps: upgrade('plus', 'advanced') },
  {
    cause: 'plan_restricted',
    steps: [
      ...toBilling,
      {
        id: 'renew',
        screens: screenIds('billing'),
        // Some generations ask once more in a window of their own.
        target: { finders: [press(...confirms), press('subscribe', 'subscribe now', 'resubscribe', 'renew')] },
        done: isRunning,
      },
    ],
  },
];

const everyPage = screenIds('shell', 'apps', 'users', 'user', 'company', 'billing');

/** Whatever the page says in a place of its own, as refusals and banners do. */
function words(...texts: string[]): PageFact {
  return { shows: { finders: [{ selector: '[role=alert], [role=status], [role=note], p, span, div', texts }] } };
}

/** What QuickBooks' pages tell about a connection, in the words of its generations (facts 6). */
const signs: readonly SignFact[] = [
  {
    sign: 'no_right_to_manage',
    screens: screenIds('users', 'user'),
    when: words('permission to manage users', 'admin access to manage users', 'your role has no access to this page'),
  },
  {
    sign: 'no_right_to_manage',
    screens: screenIds('billing'),
    when: words(
      'only an administrator can see this page',
      'only the master administrator can change the subscription',
      'admin access to see subscriptions and billing',
      'contact the primary admin',
      'your role has no access to this page',
      'the primary admin manages this subscription',
    ),
  },
  { sign: 'person_missing', screens: screenIds('users'), when: { lacks: 'person', in: [addUser] } },
  {
    sign: 'app_missing',
    screens: screenIds('apps'),
    when: {
      lacks: 'app',
      in: [
        press('launch', 'disconnect', 'action'),
        { selector: 'p, div', texts: ['no apps yet', 'not connected to any apps'] },
      ],
    },
  },
  {
    sign: 'subscription_ended',
    screens: everyPage,
    when: words(
      'your quickbooks subscription has ended',
      'subscription has ended',
      'subscription has expired',
      'subscription expired',
    ),
  },
];

export const quickbooksPaths: ProviderPaths = { paths, signs };
