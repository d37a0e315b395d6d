// The product shell as it runs in the browser: routes, pages and their buttons. Plain script, served as it stands.
import { h } from './dom.js';
import { singlePage } from './single-page.js';

const shell = document.getElementById('shell');
const page = singlePage(draw);
let isMenuOpen = false;

const base = () => `/app/${page.data.organisation.shortCode}`;
const routes = () => [
  { path: `${base()}/homepage`, name: 'Dashboard', draw: dashboard },
  { path: `${base()}/invoicing/view/`, name: 'Invoices', draw: invoices },
  { path: `${base()}/contacts/contact/`, name: 'Contacts', draw: contacts },
  { path: '/Settings/', name: 'Settings', draw: settings, isInMenu: true },
  {
    path: '/Settings/OrganisationSettings/',
    name: 'Organisation settings',
    draw: organisationSettings,
    isDeep: true,
  },
  { path: '/Settings/Users', name: 'Users', draw: users, isDeep: true },
  { path: `${base()}/settings/connected-apps`, name: 'Connected apps', draw: connectedApps, isInMenu: true },
  { path: `${base()}/settings/subscription`, name: 'Subscription and billing', draw: subscription, isInMenu: true },
];

const same = (path) => path.replace(/\/$/, '').toLowerCase();
const current = () => routes().find((route) => same(route.path) === same(location.pathname)) ?? routes()[0];

function go(path) {
  isMenuOpen = false;
  page.go(path);
}

function link(route, kind, attributes) {
  return h(kind, { type: 'button', onclick: () => go(route.path), ...attributes }, route.name);
}

function header() {
  const tabs = routes().filter((route) => !route.isInMenu && !route.isDeep);
  const menu = routes().filter((route) => route.isInMenu);
  const toggle = () => {
    isMenuOpen = !isMenuOpen;
    draw();
  };
  return h(
    'header.xrh-header',
    { 'data-automationid': 'xrh-header' },
    h(
      'button.xrh-addon--orgname.xrh-appbutton',
      { type: 'button', 'data-automationid': 'xrh-orgname', 'aria-expanded': String(isMenuOpen), onclick: toggle },
      page.data.organisation.name,
    ),
    ...tabs.map((route) =>
      link(route, 'button.xrh-tab', { 'aria-current': route.path === current().path ? 'page' : undefined }),
    ),
    h('span.xrh-spacer'),
    h('span.xrh-avatar', { title: page.data.me.name }, page.data.me.name[0]),
    isMenuOpen &&
      h(
        'nav.xrh-dropdown',
        { 'aria-label': 'Organisation' },
        ...menu.map((route) => link(route, 'button.xrh-verticalmenuitem--heading')),
      ),
  );
}

const panel = (title, ...children) =>
  h('section.xui-panel', null, title !== current().name && h('h2', null, title), ...children);
const cell = (...children) => h('td', null, ...children);

function dashboard() {
  const figures = [
    ['Business Account', '24,310.55'],
    ['Invoices owed to you', '8,140.00'],
    ['Bills you need to pay', '3,925.20'],
  ];
  return h(
    'div.xui-columns',
    null,
    ...figures.map(([title, amount]) => panel(title, h('div.xui-figure', null, amount))),
  );
}

function invoices() {
  const rows = [1, 2, 4, 5, 7, 8].map((number) =>
    h('tr', null, cell(`INV-000${number}`), cell('Blue Heron Cafe'), cell(`${number * 110}.00`)),
  );
  return panel('Invoices', h('table', null, ...rows));
}

function contacts() {
  const names = ['Aster Floristry', 'Blue Heron Cafe', 'Corner Print Works', 'Dune Road Motors', 'Elm Street Clinic'];
  return panel('Contacts', h('table', null, ...names.map((name) => h('tr', null, cell(name)))));
}

function settings() {
  const deep = routes().filter((route) => route.isDeep || route.path.includes('/settings/'));
  return panel('Settings', h('div.xui-columns', null, ...deep.map((route) => link(route, 'button.plain'))));
}

function organisationSettings() {
  const { name, country, shortCode } = page.data.organisation;
  return panel('Organisation settings', h('p', null, name), h('p.soft', null, `${country} · ${shortCode}`));
}

function users() {
  return panel(
    'Users',
    h(
      'table',
      { 'data-automationid': 'users-table' },
      h('tr', null, ...['User', 'Role', 'Reports', ''].map((title) => h('th', { scope: 'col' }, title))),
      ...page.data.users.map(userRow),
    ),
    page.data.me.canManageUsers &&
      h('button', { type: 'button', 'data-automationid': 'invite-user', onclick: invite }, 'Invite a user'),
    !page.data.me.canManageUsers && h('p.soft', null, 'Ask somebody who can manage users to change permissions.'),
  );
}

const roleNames = {
  READONLY: 'Read only',
  INVOICEONLY: 'Invoice only',
  STANDARD: 'Standard',
  FINANCIALADVISER: 'Adviser',
};

function userRow(user) {
  const row = h('tr', { 'data-automationid': 'user-row', 'data-user-email': user.email });
  const name = cell(user.name, h('div.soft', null, `${user.email}${user.isSubscriber ? ' · Subscriber' : ''}`));
  if (!page.data.me.canManageUsers) {
    row.append(name, cell(roleNames[user.role]), cell(user.canSeeReports ? 'Yes' : 'No'), cell());
    return row;
  }
  const role = h(
    'select',
    { 'aria-label': `Business and accounting role of ${user.name}`, 'data-automationid': 'role-select' },
    ...page.data.roles.map((id) => h('option', { value: id, selected: id === user.role }, roleNames[id])),
  );
  const reports = h('input', {
    type: 'checkbox',
    'aria-label': `Reports for ${user.name}`,
    'data-automationid': 'reports-checkbox',
    checked: user.canSeeReports,
  });
  const update = () =>
    page.act('/_shell/permissions', { id: user.id, role: role.value, reports: reports.checked ? 'on' : 'off' });
  row.append(
    name,
    cell(role),
    cell(reports),
    cell(
      h(
        'button.small.plain',
        { type: 'button', 'data-automationid': 'update-permissions', onclick: update },
        'Update permissions',
      ),
    ),
  );
  return row;
}

function connectedApps() {
  const rows = page.data.apps.map((app) =>
    h(
      'tr',
      { 'data-automationid': 'connected-app', 'data-app-name': app.name },
      cell(app.name, h('div.soft', null, `Connected by ${app.by} on ${app.since}`)),
      cell(
        h(
          'button.small.plain',
          { type: 'button', 'data-automationid': 'disconnect-app', onclick: () => confirmDisconnect(app) },
          'Disconnect',
        ),
      ),
    ),
  );
  return panel(
    'Connected apps',
    rows.length > 0 ? h('table', null, ...rows) : h('p.soft', null, 'No apps are connected.'),
  );
}

/** A dialog whose first button does something and whose second does nothing. */
function ask(title, content, button, run) {
  const dialog = h(
    'dialog',
    null,
    h('h2', null, title),
    content,
    h(
      'button',
      {
        type: 'button',
        'data-automationid': 'dialog-confirm',
        onclick: () => {
          dialog.remove();
          run();
        },
      },
      button,
    ),
    h('button.plain', { type: 'button', onclick: () => dialog.remove() }, 'Cancel'),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function confirmDisconnect(app) {
  const text = h('p', null, 'It will no longer be able to read this organisation.');
  ask(`Disconnect ${app.name}?`, text, 'Disconnect App', () => void page.act('/_shell/disconnect', { id: app.id }));
}

function invite() {
  const email = h('input', { type: 'email', 'aria-label': 'Email address', 'data-automationid': 'invite-email' });
  const send = () => page.act('/_shell/invite', { email: email.value, role: 'STANDARD', reports: 'on' });
  ask('Invite a user', h('label', null, 'Email address', email), 'Send invite', () => void send());
}

function changePlan() {
  const plans = ['IGNITE', 'GROW', 'COMPREHENSIVE', 'ULTIMATE'];
  const plan = h(
    'select',
    { 'aria-label': 'Pricing plan', 'data-automationid': 'plan-select' },
    ...plans.map((name) => h('option', { selected: name === page.data.organisation.plan }, name)),
  );
  ask('Change pricing plan', plan, 'Confirm plan', () => void page.act('/_shell/plan', { plan: plan.value }));
}

function subscription() {
  const rows = [
    ['Current plan', page.data.organisation.plan],
    ['Subscriber', page.data.users.find((user) => user.isSubscriber)?.name ?? 'Nobody'],
  ];
  return panel(
    'Subscription and billing',
    h('table', null, ...rows.map(([title, value]) => h('tr', null, h('th', { scope: 'row' }, title), cell(value)))),
    page.data.me.isSubscriber &&
      h('button', { type: 'button', 'data-automationid': 'change-plan', onclick: changePlan }, 'Change pricing plan'),
  );
}

function draw() {
  const route = current();
  document.title = `Xero | ${route.name} | ${page.data.organisation.name}`;
  shell.replaceChildren(
    header(),
    h('main.xui-page', null, h('h1', { 'data-automationid': 'page-title' }, route.name), route.draw()),
  );
}

draw();
