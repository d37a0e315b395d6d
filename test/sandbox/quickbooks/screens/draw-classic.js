// The oldest generation: dark bar with a gear menu, tables with an Action menu in each row, radio buttons, forms on pages of
// their own and small windows drawn by the page itself.
import { h } from './dom.js';
import { actionMenu, button, drawForm, factsTable, radioField } from './draw-parts.js';

const tabs = (part, ports) =>
  h(
    'ul.cl-tabs',
    null,
    ...part.tabs.map((tab) =>
      h(
        'li',
        { class: tab.isOpen ? 'open' : '' },
        tab.go ? button('button.plain', { label: tab.label, go: tab.go }, ports) : tab.label,
      ),
    ),
  );

function list(part, ports) {
  if (part.rows.length === 0) return h('p.soft', null, part.empty);
  const row = ({ name, note, cells = [], actions }) =>
    h(
      'tr',
      null,
      h('td', null, name, note && h('div.soft', null, note)),
      ...cells.map((cell) => h('td', null, cell)),
      part.columns.length > cells.length + 1 &&
        h('td', null, actions.length > 0 && actionMenu('button.small.plain', 'Action ▼', actions, ports)),
    );
  return h(
    'div.cl-box',
    null,
    part.title && h('h2', null, part.title),
    ...(part.actions ?? []).map((action) => button('button', action, ports)),
    h(
      'table',
      null,
      h('thead', null, h('tr', null, ...part.columns.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', null, ...part.rows.map(row)),
    ),
  );
}

const drawers = {
  tabs,
  list,
  facts: (part, ports) =>
    h(
      'div.cl-box',
      null,
      part.title && h('h2', null, part.title),
      factsTable(part.rows),
      ...(part.actions ?? []).map((action) => button('button', action, ports)),
    ),
  form: ({ form }, ports) =>
    h(
      'div.cl-box',
      null,
      drawForm(form, radioField, ports, () => ports.run({ go: form.after })),
    ),
  note: ({ text }) => h('p.soft', null, text),
  refusal: ({ text }) => h('div.cl-box.bad', { role: 'alert' }, text),
};

/** A window over the page, made of nothing but boxes. */
function ask(form, ports) {
  const layer = h('div.cl-layer', null);
  layer.append(
    h(
      'div.cl-window',
      { role: 'dialog', 'aria-modal': 'true', 'aria-label': form.title },
      h('h3', null, form.title),
      drawForm(form, radioField, ports, () => layer.remove()),
    ),
  );
  document.body.append(layer);
}

function frame({ data, titles, page, banner, parts, isMenuOpen }, ports) {
  const side = ['home', 'reports', 'apps'].map((id) =>
    h(
      'button',
      { type: 'button', 'aria-current': id === page ? 'page' : undefined, onclick: () => ports.run({ go: id }) },
      titles[id],
    ),
  );
  // People without the right do not find the page in the menu at all.
  const menu = ['company', data.me.isAdmin && 'users', 'billing', 'audit', 'companies'].filter(Boolean);
  return h(
    'div.cl-shell',
    null,
    h(
      'header.cl-top',
      null,
      h('span.cl-brand', null, 'QuickBooks'),
      h('span.cl-company', { 'data-testid': 'company-name' }, data.company.name),
      h(
        'button.plain',
        { type: 'button', 'aria-label': 'Settings', 'data-automation-id': 'settings-gear', onclick: ports.toggleMenu },
        '⚙',
      ),
      h('span', { title: data.me.email }, data.me.name),
    ),
    isMenuOpen &&
      h(
        'div.cl-menu',
        { role: 'menu' },
        h('h4', null, 'Your company'),
        ...menu.map((id) =>
          h(
            'a',
            { role: 'menuitem', href: ports.addressOf(id), onclick: (event) => ports.follow(event, id) },
            titles[id],
          ),
        ),
      ),
    h('nav.cl-side', { 'aria-label': 'Main' }, ...side),
    h(
      'main.cl-page',
      null,
      banner && h('div.cl-banner', { role: 'alert' }, banner),
      h('h1', { 'data-testid': 'page-title' }, ports.title),
      ...parts.map((part) => drawers[part.kind](part, ports)),
    ),
  );
}

export const drawClassic = { frame, ask };
