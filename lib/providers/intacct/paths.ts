import type { Path, PathStep, Place, PlaceFinder, ProviderPaths } from '../path';
import type { Finder } from '../screen';
import { labels, namesOf } from './labels';
import { intacctPlaces } from './places';

const pressables =
  'button, a, summary, [role=button], [role=link], [role=menuitem], [role=tab], input[type=submit], input[type=button], input[type=image]';

const press = (texts: readonly string[]): Finder => ({ selector: pressables, texts });
/** Every row of users has a button with “roles” in its words: an entry of the menu has no others. */
const entry = (texts: readonly string[]): PlaceFinder => ({ selector: pressables, texts, isWhole: true });
const field = (texts: readonly string[]): Finder => ({ selector: 'input', texts });
const list = (texts: readonly string[]): Finder => ({ selector: 'select, [role=combobox], [role=listbox]', texts });

const boxes = 'input[type=checkbox], [role=switch], [role=checkbox]';

const anything: readonly Finder[] = [{ selector: '*' }];

/**
 * The menu stands in a frame of its own, which the page cannot point into, or folded behind a button: it is named in words
 * and pointed at where it is in the page.
 */
function inMenu(id: string, texts: readonly string[], screens: readonly string[] = []): PathStep {
  const finders = [entry(texts), press(labels.applications)];
  const heading: Finder = { selector: 'h1, h2, [role=heading]', texts };
  return {
    id,
    screens: ['intacct.home', 'intacct.denied', ...screens],
    target: { finders },
    // To unfold the menu is not to arrive.
    done: { shows: { finders: [heading] } },
  };
}

function save(screen: string): PathStep {
  return { id: 'save', screens: [screen], target: { finders: [press(labels.save)] } };
}

/** A row of a list, by the names it has in the languages of the product. */
function inRow(name: string, ...finders: Finder[]): Place {
  return { finders, row: namesOf(name) };
}

function ticked(id: 'list' | 'view', name: string): PathStep {
  const target = inRow(name, { selector: boxes, texts: labels[id] });
  return { id, screens: ['intacct.permissions'], target, choose: ['on'] };
}

/** To the rights of the person: those of the user where the company keeps them there, else those of the role (facts 4). */
const toRights: readonly PathStep[] = [
  inMenu('users', labels.users),
  {
    id: 'own',
    isDetour: true,
    screens: ['intacct.users'],
    target: { finders: [press(labels.subscriptions)], row: 'person' },
    done: { shows: { finders: [press(labels.viewPermissionsAndRoles)], row: 'person' } },
  },
  inMenu('roles', labels.roles, ['intacct.users']),
  { id: 'role', screens: ['intacct.roles'], target: { finders: [press(labels.subscriptions)] } },
];

/** One for each place of tick boxes: the application that holds it, then List and View in its row. */
const rights: readonly Path[] = intacctPlaces.map(({ application, name, areas }) => ({
  cause: 'user_permission_insufficient',
  only: { areas },
  about: [application, name],
  steps: [
    ...toRights,
    {
      id: 'application',
      screens: ['intacct.role_subscriptions'],
      target: inRow(application, press(labels.permissions)),
    },
    ticked('list', name),
    ticked('view', name),
    save('intacct.permissions'),
  ],
}));

/** One for each application: switched on where the company's applications are. */
const plans: readonly Path[] = [...new Set(intacctPlaces.map(({ application }) => application))].map((application) => {
  const own = intacctPlaces.filter((place) => place.application === application);
  return {
    cause: 'plan_restricted',
    only: { areas: new RegExp(own.map(({ areas }) => areas.source).join('|')) },
    about: [application],
    steps: [
      inMenu('subscriptions', labels.subscriptions),
      {
        id: 'application',
        screens: ['intacct.subscriptions'],
        target: inRow(application, { selector: boxes }),
        choose: ['on'],
      },
      save('intacct.subscriptions'),
    ],
  };
});

const toSecurity: readonly PathStep[] = [
  inMenu('company', labels.company),
  { id: 'security', screens: ['intacct.company'], target: { finders: [press(labels.security)] } },
];

/** Add stands in each section, and only while the page is edited. */
function addIn(section: readonly string[]): Place {
  return { finders: [press(labels.add)], row: section, otherwise: { finders: [press(labels.edit)] } };
}

function typed(id: string, screen: string, texts: readonly string[]): PathStep {
  const target = { finders: [field(texts)] };
  return { id, screens: [screen], target, done: { filled: target } };
}

const others: readonly Path[] = [
  {
    cause: 'user_inactive',
    steps: [
      inMenu('users', labels.users),
      {
        id: 'inactive',
        isDetour: true,
        screens: ['intacct.users'],
        target: { finders: [press(labels.includeInactive)] },
        done: { shows: { finders: anything, row: 'person' } },
      },
      { id: 'person', screens: ['intacct.users'], target: { finders: [press(labels.edit)], row: 'person' } },
      { id: 'status', screens: ['intacct.user'], target: { finders: [list(labels.status)] }, choose: labels.active },
      save('intacct.user'),
    ],
  },
  {
    cause: 'app_not_authorized',
    steps: [
      ...toSecurity,
      {
        id: 'add',
        screens: ['intacct.security'],
        target: addIn(labels.clientApplications),
        done: { shows: { finders: anything, row: 'app' } },
      },
      typed('client', 'intacct.client', labels.clientId),
      { id: 'status', screens: ['intacct.client'], target: { finders: [list(labels.status)] }, choose: labels.active },
      save('intacct.client'),
      {
        id: 'activate',
        isDetour: true,
        screens: ['intacct.security'],
        target: { finders: [press(labels.edit)], row: 'app', otherwise: { finders: [press(labels.edit)] } },
        done: { shows: { finders: [{ selector: 'td, p, span, dd', texts: labels.active }], row: 'app' } },
      },
    ],
  },
  {
    cause: 'access_policy_blocked',
    steps: [
      ...toSecurity,
      { id: 'add', screens: ['intacct.security'], target: addIn(labels.ipFilters) },
      typed('address', 'intacct.address', labels.ipAddress),
      save('intacct.address'),
    ],
  },
];

/** Sage Intacct's ways to mend a cause on its own screens (facts 7, "Click paths"). */
export const intacctPaths: ProviderPaths = {
  paths: [...rights, ...plans, ...others],
  signs: [
    {
      sign: 'no_right_to_manage',
      screens: ['intacct.denied'],
      when: { shows: { finders: [{ selector: 'p, td, div', texts: labels.noPermission }] } },
    },
    {
      sign: 'person_missing',
      screens: ['intacct.users'],
      when: { lacks: 'person', in: [press(labels.includeInactive)] },
    },
    {
      sign: 'person_inactive',
      screens: ['intacct.users'],
      when: {
        shows: {
          finders: [{ selector: 'td, p, span', texts: ['inactive', 'locked out', 'inactif', 'verrouillé'] }],
          row: 'person',
        },
      },
    },
  ],
};
