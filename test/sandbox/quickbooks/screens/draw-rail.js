// The newest generation: everything in a rail on the left, settings too, cards in place of tables, buttons in place of radio
// buttons, and forms in a drawer at the side.
import { h } from './dom.js';
import { actionMenu, button, drawForm, segmentField } from './draw-parts.js';
import { switchTo } from './pages.js';

const actionsOf = (part, ports) => (part.actions ?? []).map((action) => button('button', action, ports));

const card = (part, ports) => (row) => {
  const { name, note, cells = [], actions } = row;
  return h(
    'article.card',
    { role: 'listitem' },
    h('h3', null, name),
    note && h('p.soft', null, note),
    ...cells.map((cell, at) => h('p', null, h('span.soft', null, `${part.columns[at + 1]} `), cell)),
    actions.length > 1
      ? h(
          'footer',
          null,
          button('button.small.plain', actions[0], ports),
          actionMenu('button.small.plain', '⋮', actions.slice(1), ports),
        )
      : h('footer', null, ...actions.map((action) => button('button.small.plain', action, ports))),
  );
};

const drawers = {
  list: (part, ports) =>
    part.rows.length === 0
      ? h('div.empty', null, part.empty)
      : h(
          'div',
          null,
          part.title && h('h2', null, part.title),
          h('div.bar', null, ...actionsOf(part, ports)),
          h('div.cards', { role: 'list' }, ...part.rows.map(card(part, ports))),
        ),
  tabs: (part, ports) =>
    h(
      'nav.pills',
      { 'aria-label': 'Parts of this page' },
      ...part.tabs.map(({ label, isOpen, go }) =>
        h(
          'button.plain',
          { type: 'button', 'aria-current': isOpen ? 'true' : undefined, onclick: () => ports.run({ label, go }) },
          label,
        ),
      ),
    ),
  facts: (part, ports) =>
    h(
      'div.card',
      null,
      part.title && h('h2', null, part.title),
      h('dl', null, ...part.rows.flatMap(([name, value]) => [h('dt', null, name), h('dd', null, value)])),
      ...actionsOf(part, ports),
    ),
  note: ({ text }) => h('p', { role: 'note' }, text),
  refusal: ({ text }) => h('div.empty', { role: 'alert' }, h('p', null, text)),
};

/** A drawer at the side; the page stays in sight and in use. */
function ask(form, ports) {
  document.querySelector('.drawer')?.remove();
  const drawer = h('aside.drawer', { role: 'dialog', 'aria-label': form.title });
  drawer.append(
    h('h2', null, form.title),
    drawForm(form, segmentField, ports, () => drawer.remove()),
  );
  document.body.append(drawer);
}

function frame({ data, titles, roles, page, banner, parts }, ports) {
  const link = (id) =>
    h(
      'a',
      {
        href: ports.addressOf(id),
        'aria-current': id === page ? 'page' : undefined,
        onclick: (event) => ports.follow(event, id),
      },
      titles[id],
    );
  const choose = (event) => ports.run({ leave: switchTo(event.target.value) });
  const picker = h(
    'select',
    { 'aria-label': 'Company', 'data-testid': 'company-name', onchange: choose },
    ...data.companies.map(({ name, realmId }) =>
      h('option', { value: realmId, selected: realmId === data.company.realmId }, name),
    ),
  );
  return h(
    'div.rail-shell',
    null,
    h(
      'nav.rail',
      { 'aria-label': 'QuickBooks' },
      picker,
      ...['home', 'reports', 'apps'].map(link),
      h('h4', null, 'Settings'),
      ...['company', 'users', 'billing', 'audit'].map(link),
      h('p.rail-person', null, data.me.name, h('br'), h('span.soft', null, roles[data.me.role] ?? '')),
    ),
    h(
      'main.rail-page',
      null,
      banner &&
        h(
          'div.rail-banner',
          { role: 'alert' },
          h('span', null, banner),
          button('button.small', { label: 'See plans', go: 'billing' }, ports),
        ),
      h('h1', { 'data-testid': 'page-title' }, ports.title),
      ...parts.map((part) => drawers[part.kind](part, ports)),
    ),
  );
}

export const drawRail = { frame, ask };
