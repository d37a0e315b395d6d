import { applicationOf, builtIn, isSubscribed, optionalApplications, places } from '../objects.ts';
import { listRights, type Permissions } from '../world.ts';
import { linkTo, type View } from './addresses.ts';
import type { Matrix, Option, Row, Screen } from './screen.ts';
import { nameIn, rightIn } from './words.ts';

/** Whose rights a page is about: those of a role, or of a user where companies keep them there. */
export interface Holder {
  kind: 'role' | 'user';
  id: string;
  permissions: Permissions;
}

const addressOf = ({ kind, id }: Holder): Record<string, string> => ({ [`.${kind}`]: id });

export function rolesScreen(view: View): Screen {
  const { words, company, session } = view;
  return {
    title: words.roles,
    heading: words.roles,
    parts: [
      {
        kind: 'table',
        columns: [words.name],
        rows: company.roles.map(({ id }) => ({
          cells: [id],
          links: [
            linkTo(view, words.subscriptions, 'roleSubscriptions', { '.role': id }),
            linkTo(view, words.viewPermissions, 'roleSubscriptions', { '.role': id }),
          ],
        })),
      },
    ],
    words,
    session,
  };
}

/** Applications with places for rights that this company can use. */
function applicationsOf({ company }: View): string[] {
  return [...new Set(places.map(applicationOf))].filter((name) => isSubscribed(company.subscriptions, name));
}

/** Applications of a role or user: what is ticked has at least one right; the rights themselves are one page further. */
export function holderScreen(view: View, holder: Holder): Screen {
  const { words, look, session } = view;
  const held = new Set(
    [...holder.permissions].filter(([, rights]) => rights.size > 0).map(([place]) => applicationOf(place)),
  );
  const title = holder.kind === 'role' ? words.roleSubscriptions : words.userSubscriptions;
  return {
    title,
    heading: `${title}: ${holder.id}`,
    parts: [
      {
        kind: 'table',
        columns: [words.applications],
        rows: applicationsOf(view).map((name) => ({
          box: { name: 'application', value: name, isTicked: held.has(name) },
          cells: [nameIn(look.language, name)],
          links: [
            {
              ...linkTo(view, words.permissions, 'permissions', { ...addressOf(holder), '.app': name }),
              opens: 'window',
            },
          ],
        })),
      },
    ],
    form: { what: 'applications', more: addressOf(holder) },
    words,
    session,
  };
}

function matrix(view: View, holder: Holder, shown: readonly string[], what: 'lists' | 'reports'): Matrix {
  const { words, look } = view;
  const rights = what === 'lists' ? listRights : (['Run'] as const);
  const columns: Option[] = rights.map((right) => ({ value: right, label: rightIn(look.language, right) }));
  return {
    kind: 'matrix',
    title: what === 'lists' ? words.activitiesAndLists : words.reports,
    shortcuts: [
      { value: 'read', label: words.readOnly },
      { value: 'all', label: words.all },
      { value: 'none', label: words.none },
    ],
    columns,
    rows: shown.map((place) => ({ place, label: nameIn(look.language, place.slice(applicationOf(place).length + 3)) })),
    isTicked: (place, right) => [...(holder.permissions.get(place) ?? [])].some((held) => held === right),
  };
}

/** The boxes of one application; reports want Run, lists everything else (facts: 4). */
export function permissionsScreen(view: View, holder: Holder, application: string): Screen {
  const { words, look, session } = view;
  const shown = places.filter((place) => applicationOf(place) === application);
  const reports = shown.filter((place) => place.endsWith('> Reports'));
  const lists = shown.filter((place) => !reports.includes(place));
  return {
    title: words.permissions,
    heading: `${nameIn(look.language, application)}: ${words.permissions}`,
    parts: [
      { kind: 'note', text: holder.id },
      matrix(view, holder, lists, 'lists'),
      ...(reports.length > 0 ? [matrix(view, holder, reports, 'reports')] : []),
    ],
    form: { what: 'permissions', more: { ...addressOf(holder), '.app': application } },
    words,
    session,
  };
}

/** What the company has, and what it can get (facts: 7, "Turn Web Services on"). */
export function subscriptionsScreen(view: View): Screen {
  const { words, look, company, session, entityId } = view;
  const has = (name: string): boolean => company.subscriptions.has(name);
  const rowOf = (name: string): Row => ({ cells: [nameIn(look.language, name)], links: [] });
  if (entityId !== undefined) {
    const owned = [...builtIn, ...optionalApplications.filter(has)];
    return {
      title: words.subscriptions,
      heading: words.subscriptions,
      parts: [
        { kind: 'note', text: words.topLevelOnly },
        { kind: 'table', columns: [words.subscribed], rows: owned.map(rowOf) },
      ],
      words,
      session,
    };
  }
  return {
    title: words.subscriptions,
    heading: words.subscriptions,
    parts: [
      {
        kind: 'table',
        columns: [words.applications],
        rows: optionalApplications.map((name) => ({
          ...rowOf(name),
          box: { name: 'application', value: name, isTicked: has(name) },
        })),
      },
    ],
    form: { what: 'subscriptions', more: {} },
    words,
    session,
  };
}
