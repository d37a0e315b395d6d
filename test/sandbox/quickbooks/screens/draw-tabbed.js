// The middle generation: bar on the left, gear menu on the right, tables with buttons, drop-down lists, and the browser's own
// dialogs above everything.
import { h } from './dom.js';
import { actionMenu, button, drawForm, factsTable, selectField } from './draw-parts.js';
import { switchTo } from './pages.js';

const section = (title, ...children) => h('section', null, title && h('h3', null, title), ...children);
const actionsOf = (part, ports) => (part.actions ?? []).map((action) => button('button', action, ports));

function list(part, ports) {
  if (part.rows.length === 0) return section(part.title, h('p.soft', null, part.empty));
  const controls = (actions) =>
    part.looks === 'tiles' && actions.length > 1
      ? [
          button('button.small.plain', actions[0], ports),
          actionMenu('button.small.plain', '▼', actions.slice(1), ports),
        ]
      : actions.map((action) => button('button.small.plain', action, ports));
  const row = ({ name, note, cells = [], actions }) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, name, note && h('div.soft', null, note)),
      ...cells.map((cell) => h('td', null, cell)),
      part.columns.length > cells.length + 1 && h('td', null, ...controls(actions)),
    );
  const head = h('tr', null, ...part.columns.map((name) => h('th', { scope: 'col' }, name)));
  return section(part.title, h('table', null, head, ...part.rows.map(row)), ...actionsOf(part, ports));
}

const drawers = {
  list,
  tabs: (part, ports) =>
    h(
      'div.qb-tabs',
      { role: 'tablist' },
      ...part.tabs.map(({ label, isOpen, go }) =>
        h(
          'button.plain',
          { type: 'button', role: 'tab', 'aria-selected': String(isOpen), onclick: () => ports.run({ label, go }) },
          label,
        ),
      ),
    ),
  facts: (part, ports) => section(part.title, factsTable(part.rows), ...actionsOf(part, ports)),
  form: ({ form }, ports) =>
    section(
      undefined,
      drawForm(form, selectField, ports, () => ports.run({ go: form.after })),
    ),
  note: ({ text }) => h('p.soft', null, text),
  refusal: ({ text }) => section(undefined, h('p', { role: 'status' }, text)),
};

/** A dialog of the browser: it stands in the top layer, above everything else. */
function ask(form, ports) {
  const dialog = h('dialog', null);
  dialog.append(
    h('h3', null, form.title),
    drawForm(form, selectField, ports, () => dialog.remove()),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function frame({ data, titles, page, banner, parts, isMenuOpen, isPickerOpen }, ports) {
  const side = ['home', 'reports', 'apps'].map((id) =>
    h(
      'button',
      { type: 'button', 'aria-current': id === page ? 'page' : undefined, onclick: () => ports.run({ go: id }) },
      titles[id],
    ),
  );
  const item = (id) => {
    // People without the right see it greyed out.
    const isClosed = id === 'users' && !data.me.isAdmin;
    const choose = () => isClosed || ports.run({ go: id });
    return h(
      'button',
      { type: 'button', role: 'menuitem', 'aria-disabled': isClosed ? 'true' : undefined, onclick: choose },
      titles[id],
    );
  };
  const other = ({ name, realmId }) =>
    h('li', null, button('button', { label: name, leave: switchTo(realmId) }, ports));
  return h(
    'div.qb-shell',
    null,
    h('nav.qb-side', { 'aria-label': 'Main' }, ...side),
    h(
      'div',
      null,
      h(
        'header.qb-top',
        null,
        h(
          'h2',
          null,
          h(
            'button.plain',
            { type: 'button', 'data-testid': 'company-picker-button', onclick: ports.togglePicker },
            h('span', { 'data-testid': 'company-name' }, data.company.name),
            ' ▾',
          ),
        ),
        isPickerOpen && h('ul.qb-menu', { 'aria-label': 'Companies' }, ...data.companies.map(other)),
        h(
          'button.plain',
          { type: 'button', 'data-testid': 'settings-gear', 'aria-label': 'Settings', onclick: ports.toggleMenu },
          '⚙',
        ),
        isMenuOpen && h('div.qb-menu', { role: 'menu' }, ...['company', 'users', 'billing', 'audit'].map(item)),
        h('span.qb-person', { title: `${data.me.name}, ${data.me.email}` }, data.me.name[0]),
      ),
      banner && h('div.qb-banner', { role: 'status' }, banner),
      h(
        'main.qb-page',
        null,
        h('h1', { 'data-testid': 'page-title' }, ports.title),
        ...parts.map((part) => drawers[part.kind](part, ports)),
      ),
    ),
  );
}

export const drawTabbed = { frame, ask };
