import type { Reply } from '../../core/http.ts';
import { type Html, html } from '../../core/page.ts';
import { places } from '../objects.ts';
import type { ClientApp, Company, Role, User } from '../world.ts';
import { framedPage, pageAddress } from './frames.ts';

/** What the pages need: whose company it is, by which session, and which apps there are. */
export interface AdminView {
  session: string;
  company: Company;
  apps: readonly ClientApp[];
}

const action = '/ia/acct/editor.phtml';

function hidden(session: string, what: string, more: Record<string, string> = {}): Html {
  const values = { '.sess': session, '.do': what, ...more };
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

export function homePage({ company }: AdminView): Reply {
  return framedPage(
    'Home',
    html`<h1>Dashboard</h1><p>Welcome to ${company.id}.</p><table><tr><th>Cash</th><td>182,450.00</td></tr></table>`,
  );
}

export function usersPage({ session, company }: AdminView, webServicesOnly: boolean): Reply {
  const title = webServicesOnly ? 'Web Services users' : 'Users';
  const shown = company.users.filter((user) => user.isWebServicesOnly === webServicesOnly);
  return framedPage(
    title,
    html`<h1>${title}</h1><table id="userList"><tr><th>User ID</th><th>Name</th><th>Type</th><th>Admin</th><th>Status</th><th></th></tr>
${shown.map(
  (user) => html`<tr><td>${user.id}</td><td>${user.name}</td><td>${user.type}</td><td>${user.admin}</td>
<td>${user.isLocked ? 'Locked' : user.status}</td><td><a href="${pageAddress(session, 'user', { '.user': user.id })}">Edit</a></td></tr>`,
)}</table>`,
  );
}

const options = (values: readonly string[], chosen: string): Html[] =>
  values.map((value) =>
    value === chosen ? html`<option selected>${value}</option>` : html`<option>${value}</option>`,
  );

export function userPage({ session, company }: AdminView, user: User): Reply {
  return framedPage(
    'User information',
    html`<h1>User information</h1><form method="post" action="${action}">${hidden(session, 'user', { '.user': user.id })}
<label for="status">Status</label><select id="status" name="status">${options(['active', 'inactive'], user.status)}</select>
<label for="type">User type</label><select id="type" name="type">${options(['Business', 'Employee'], user.type)}</select>
<label for="admin">Admin privileges</label><select id="admin" name="admin">${options(['off', 'limited', 'full'], user.admin)}</select>
<label for="role">Role</label><select id="role" name="role">${options(['', ...company.roles.map(({ id }) => id)], user.roles[0] ?? '')}</select>
<button id="saveButton" type="submit">Save</button></form>`,
  );
}

export function rolesPage({ session, company }: AdminView): Reply {
  return framedPage(
    'Roles',
    html`<h1>Roles</h1><table id="roleList">${company.roles.map(
      ({ id }) =>
        html`<tr><td>${id}</td><td><a href="${pageAddress(session, 'role', { '.role': id })}">Subscriptions</a></td></tr>`,
    )}</table>`,
  );
}

const applicationsOf = (role: Role, company: Company): [string, boolean][] => {
  const all = [...new Set(places.map((place) => place.split(' > ')[0] ?? ''))];
  return all
    .filter((name) => name === 'Company' || company.subscriptions.has(name))
    .map((name) => [name, [...role.permissions.keys()].some((place) => place.startsWith(`${name} > `))]);
};

export function rolePage({ session, company }: AdminView, role: Role): Reply {
  return framedPage(
    'Role subscriptions',
    html`<h1>Role subscriptions: ${role.id}</h1><table>${applicationsOf(role, company).map(
      ([name, isTicked]) => html`<tr><td>${isTicked ? '☑' : '☐'} ${name}</td>
<td><a href="${pageAddress(session, 'permissions', { '.role': role.id, '.app': name })}">Permissions</a></td></tr>`,
    )}</table>`,
  );
}

export function permissionsPage({ session }: AdminView, role: Role, application: string): Reply {
  const shown = places.filter((place) => place.startsWith(`${application} > `));
  return framedPage(
    'Permissions',
    html`<h1>${application}: Permissions</h1><form method="post" action="${action}">
${hidden(session, 'permissions', { '.role': role.id, '.app': application })}<table id="permissionList">
<tr><th>List</th><th>List, View</th></tr>${shown.map((place) => {
      const isTicked = role.permissions.get(place)?.has('List');
      const box = isTicked
        ? html`<input type="checkbox" name="place" value="${place}" checked>`
        : html`<input type="checkbox" name="place" value="${place}">`;
      return html`<tr><td>${place.slice(application.length + 3)}</td><td>${box}</td></tr>`;
    })}</table><button id="saveButton" type="submit">Save</button></form>`,
  );
}

export function securityPage({ session, company, apps }: AdminView, isEditing: boolean): Reply {
  const nameOf = (clientId: string): string => apps.find((app) => app.clientId === clientId)?.name ?? 'Unknown';
  const list = html`<table id="clientList"><tr><th>Client ID</th><th>Name</th><th>Status</th></tr>${company.clients.map(
    ({ clientId, isActive }) =>
      html`<tr><td>${clientId}</td><td>${nameOf(clientId)}</td><td>${isActive ? 'Active' : 'Inactive'}</td></tr>`,
  )}</table>`;
  const form = html`<form method="post" action="${action}">${hidden(session, 'client')}
<label for="clientId">Client ID</label><input id="clientId" name="clientId" required>
<label for="clientStatus">Status</label><select id="clientStatus" name="clientStatus">${options(['Active', 'Inactive'], 'Active')}</select>
<button id="saveButton" type="submit">Save</button></form>`;
  return framedPage(
    'Company',
    html`<h1>Company: Security</h1><h2>Authorized client applications</h2>${list}
${isEditing ? form : html`<a class="button" href="${pageAddress(session, 'securityEdit')}">Edit</a>`}
<h2>Web Services authorizations</h2><p class="soft">No sender IDs.</p>`,
  );
}

export function subscriptionsPage({ session, company }: AdminView, all: readonly string[]): Reply {
  return framedPage(
    'Subscriptions',
    html`<h1>Subscriptions</h1><form method="post" action="${action}">${hidden(session, 'subscriptions')}<table>${all.map(
      (name) =>
        html`<tr><td>${name}</td><td>${
          company.subscriptions.has(name)
            ? html`<input type="checkbox" name="application" value="${name}" checked>`
            : html`<input type="checkbox" name="application" value="${name}">`
        }</td></tr>`,
    )}</table><button id="saveButton" type="submit">Save</button></form>`,
  );
}
