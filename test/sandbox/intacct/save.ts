import { applicationOf, places } from './objects.ts';
import { type PageName, pageAddress, type View } from './screens/addresses.ts';
import { findHolder } from './screens/pages.ts';
import { type Company, findUser, listRights, type Permissions, type Right, type User } from './world.ts';

const rights: readonly Right[] = [...listRights, 'Run'];

function saveUser(user: User, form: URLSearchParams): void {
  const status = form.get('status');
  user.name = form.get('name')?.trim() ?? user.name;
  user.status = status === 'inactive' ? 'inactive' : 'active';
  user.isLocked = status === 'locked';
  user.type = form.get('type') === 'Employee' ? 'Employee' : 'Business';
  const admin = form.get('admin');
  user.admin = admin === 'full' || admin === 'limited' ? admin : 'off';
  if (form.has('role')) user.roles = [...new Set(form.getAll('role').filter((id) => id !== ''))];
}

/** The boxes of one application as they stand now; `place|right` each. */
function savePermissions(permissions: Permissions, application: string, form: URLSearchParams): void {
  for (const place of places.filter((one) => applicationOf(one) === application)) permissions.delete(place);
  for (const box of form.getAll('right')) {
    const [place = '', name] = box.split('|');
    const right = rights.find((one) => one === name);
    if (right) permissions.set(place, new Set([...(permissions.get(place) ?? []), right]));
  }
}

/** An application without its tick keeps no right; a ticked one without rights still has none. */
function saveApplications(permissions: Permissions, form: URLSearchParams): void {
  const ticked = new Set(form.getAll('application'));
  for (const place of permissions.keys()) if (!ticked.has(applicationOf(place))) permissions.delete(place);
}

/** Adds a line of a list, or changes the one that is there. */
function saveLine<Line>(lines: Line[], line: Line, isSame: (one: Line) => boolean): Line[] {
  return lines.some(isSame) ? lines.map((one) => (isSame(one) ? line : one)) : [...lines, line];
}

function saveCompany(company: Company, form: URLSearchParams): void {
  const text = (name: string): string => form.get(name)?.trim() ?? '';
  const isActive = form.get('status') !== 'inactive';
  switch (form.get('.do')) {
    case 'client': {
      const clientId = text('clientId');
      company.clients = saveLine(company.clients, { clientId, isActive }, (one) => one.clientId === clientId);
      return;
    }
    case 'sender': {
      const senderId = text('senderId');
      company.senders = saveLine(company.senders, { senderId, isActive }, (one) => one.senderId === senderId);
      return;
    }
    case 'address':
      company.ipFilter = [...new Set([...company.ipFilter, text('address')])];
      return;
    default:
      company.subscriptions = new Set(form.getAll('application'));
  }
}

/** What Save does on the pages of the product; the address of the page that comes back. */
export function save(view: View, form: URLSearchParams): string {
  const { company, entityId } = view;
  const holder = findHolder(view, form);
  const user = findUser(company, form.get('.user') ?? '');
  const backTo = (page: PageName, more: Record<string, string> = {}): string => pageAddress(view, page, more);
  switch (form.get('.do')) {
    case 'user':
      if (user) saveUser(user, form);
      return backTo(user?.isWebServicesOnly ? 'webServicesUsers' : 'users');
    case 'permissions':
      if (holder) savePermissions(holder.permissions, form.get('.app') ?? '', form);
      return holder
        ? backTo(holder.kind === 'role' ? 'roleSubscriptions' : 'userSubscriptions', { [`.${holder.kind}`]: holder.id })
        : backTo('roles');
    case 'applications':
      if (holder) saveApplications(holder.permissions, form);
      return backTo(holder?.kind === 'user' ? 'users' : 'roles');
    case 'client':
    case 'sender':
    case 'address':
      if (entityId === undefined) saveCompany(company, form);
      return backTo('security');
    case 'subscriptions':
      if (entityId === undefined) saveCompany(company, form);
      return backTo('subscriptions');
    default:
      return backTo('home');
  }
}
