import type { User } from '../world.ts';
import { linkTo, type View } from './addresses.ts';
import type { Field, Link, Option, Row, Screen } from './screen.ts';

const statusOf = (user: User): 'active' | 'inactive' | 'locked' => (user.isLocked ? 'locked' : user.status);

function statuses({ words }: View): Option[] {
  return [
    { value: 'active', label: words.active },
    { value: 'inactive', label: words.inactive },
    { value: 'locked', label: words.lockedOut },
  ];
}

const types = ({ words }: View): Option[] => [
  { value: 'Business', label: words.business },
  { value: 'Employee', label: words.employee },
];

const privileges = ({ words }: View): Option[] => [
  { value: 'off', label: words.off },
  { value: 'limited', label: words.limited },
  { value: 'full', label: words.full },
];

const labelOf = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

function rowOf(view: View, user: User): Row {
  const { words, company } = view;
  const more = { '.user': user.id };
  const links: Link[] = [linkTo(view, words.edit, 'user', more)];
  if (company.permissionType === 'user') {
    links.push(linkTo(view, words.subscriptions, 'userSubscriptions', more));
    links.push(linkTo(view, words.viewPermissions, 'userSubscriptions', more));
  } else {
    links.push(linkTo(view, words.viewPermissionsAndRoles, 'user', more));
  }
  return {
    cells: [
      user.id,
      user.name,
      labelOf(types(view), user.type),
      labelOf(privileges(view), user.admin),
      labelOf(statuses(view), statusOf(user)),
    ],
    links,
  };
}

/** Users who sign in, or those of Web Services; who is inactive is left out until it is asked for (facts: 7, "User"). */
export function usersScreen(view: View, kind: 'users' | 'webServicesUsers', includesInactive: boolean): Screen {
  const { words, company, session } = view;
  const shown = company.users.filter(
    (user) =>
      user.isWebServicesOnly === (kind === 'webServicesUsers') && (includesInactive || user.status === 'active'),
  );
  return {
    title: words[kind],
    heading: words[kind],
    links: includesInactive ? [] : [linkTo(view, words.includeInactive, kind, { '.inactive': '1' })],
    parts: [
      {
        kind: 'table',
        columns: [words.userId, words.userName, words.userType, words.adminPrivileges, words.status],
        rows: shown.map((user) => rowOf(view, user)),
      },
    ],
    words,
    session,
  };
}

/** One choice for each role the user has, and one more to add another. */
function roleFields({ words, company }: View, user: User): Field[] {
  if (company.permissionType === 'user') return [];
  const options = [{ value: '', label: '' }, ...company.roles.map(({ id }) => ({ value: id, label: id }))];
  return [...user.roles, ''].map((value) => ({ kind: 'choice', name: 'role', label: words.role, options, value }));
}

/** Everything about one user on one page, as since 2024 R3 (facts: 7, "User"). */
export function userScreen(view: View, user: User): Screen {
  const { words, session } = view;
  return {
    title: words.userInformation,
    heading: `${words.userInformation}: ${user.id}`,
    parts: [
      { kind: 'facts', facts: [[words.userId, user.id]] },
      {
        kind: 'fields',
        fields: [
          { kind: 'text', name: 'name', label: words.userName, value: user.name },
          { kind: 'choice', name: 'status', label: words.status, options: statuses(view), value: statusOf(user) },
          { kind: 'choice', name: 'type', label: words.userType, options: types(view), value: user.type },
          { kind: 'choice', name: 'admin', label: words.adminPrivileges, options: privileges(view), value: user.admin },
          ...roleFields(view, user),
        ],
      },
    ],
    form: { what: 'user', more: { '.user': user.id } },
    words,
    session,
  };
}
