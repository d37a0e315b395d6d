// The newest generation: the organisation's menu in a rail at the side, cards in place of tables, buttons in place of radio
// buttons, switches in place of boxes, and forms in a drawer.
import { h } from './dom.js';
import { button, drawForm, segmentField, switchField } from './draw-parts.js';

const drawField = (field) => (field.options ? segmentField(field) : switchField(field));
const actionsOf = (part, ports) => (part.actions ?? []).map((action) => button('button', action, ports));

const card = (part, ports) => (row) =>
  h(
    'article.card',
    { role: 'listitem' },
    h('h3', null, row.name),
    row.note && h('p.soft', null, row.note),
    ...(row.cells ?? []).map((text, at) =>
      h('p', null, part.columns?.[at + 1] && h('span.soft', null, `${part.columns[at + 1]}: `), text),
    ),
    ...(row.actions ?? []).map((action) => button('button.small.plain', action, ports)),
  );

const drawers = {
  figure: ({ title, amount }) => h('article.card', null, h('h3', null, title), h('strong', null, amount)),
  list: (part, ports) =>
    part.rows.length === 0
      ? h('p.empty', null, part.empty)
      : h(
          'div',
          null,
          h('div', null, ...actionsOf(part, ports)),
          h('div.cards', { role: 'list' }, ...part.rows.map(card(part, ports))),
        ),
  links: ({ links }, ports) =>
    h('div.cards', null, ...links.map(({ label, go }) => h('div.card', null, ports.link(go, label)))),
  facts: (part, ports) =>
    h(
      'div.card',
      null,
      h('dl', null, ...part.rows.flatMap(([name, value]) => [h('dt', null, name), h('dd', null, value)])),
      ...actionsOf(part, ports),
    ),
  note: ({ text }) => h('p', { role: 'note' }, text),
};

/** A drawer at the side; the page stays in sight and in use. */
function ask(form, ports) {
  document.querySelector('.drawer')?.remove();
  const drawer = h('aside.drawer', { role: 'dialog', 'aria-label': form.title });
  drawer.append(
    h('h2', null, form.title),
    drawForm(form, drawField, ports, () => drawer.remove()),
  );
  document.body.append(drawer);
}

function frame({ data, page, banner, parts, menu, menuNames, nameOf, isMenuOpen }, ports) {
  const entry = (id) =>
    h(
      'button',
      { type: 'button', role: 'menuitem', onclick: () => ports.run({ go: id }) },
      menuNames[id] ?? nameOf(id),
    );
  return h(
    'div.rail-shell',
    null,
    h(
      'nav.rail',
      { 'aria-label': 'Xero' },
      h(
        'button.rail-name.plain',
        { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': String(isMenuOpen), onclick: ports.toggleMenu },
        data.organisation.name,
      ),
      isMenuOpen && h('div.rail-menu', { role: 'menu' }, ...menu.map(entry)),
      ...['home', 'invoices', 'contacts'].map((id) => ports.link(id, nameOf(id), id === page)),
      h('p.rail-person', null, data.me.name),
    ),
    h(
      'main.rail-page',
      null,
      banner && h('div.rail-banner', { role: 'status' }, banner),
      h('h1', { 'data-automationid': 'page-title' }, ports.title),
      ...parts.map((part) => drawers[part.kind](part, ports)),
    ),
  );
}

export const drawCards = { frame, ask };
