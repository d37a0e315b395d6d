// The oldest generation: lists of links, a page of its own for each person and each form, radio buttons, and a menu behind
// three dots for what an app offers.
import { h } from './dom.js';
import { actionMenu, boxField, drawForm, radioField } from './draw-parts.js';
import { actionsOf, commonDrawers, drawTop } from './draw-top.js';

const drawField = (field) => (field.options ? radioField(field) : boxField(field));

/** Where a row leads to a page, its name is the link. */
function row({ name, note, cells = [], actions = [] }, part, ports) {
  const [only] = actions;
  const follow = (event) => {
    event.preventDefault();
    ports.run(only);
  };
  const heading = only?.go ? h('a', { href: ports.addressOf(only.go, only.user), onclick: follow }, name) : name;
  return h(
    'li',
    null,
    h('div', null, h('b', null, heading), note && h('div.soft', null, note)),
    ...cells.map((cell) => h('span.soft', null, cell)),
    part.isInMenu && actions.length > 0 && actionMenu('button.small.plain', '⋯', actions, ports),
  );
}

const drawers = {
  ...commonDrawers,
  list: (part, ports) =>
    h(
      'section.xui-panel.xui-wide',
      null,
      h('div.xui-bar', null, ...actionsOf(part, ports)),
      part.rows.length === 0
        ? h('p.soft', null, part.empty)
        : h('ul.xui-list', null, ...part.rows.map((one) => row(one, part, ports))),
    ),
  links: ({ links }, ports) =>
    h(
      'section.xui-panel',
      null,
      h('h2', null, 'Organisation'),
      ...links.map(({ label, go }) => h('p', null, ports.link(go, label))),
    ),
  form: ({ form }, ports) =>
    h(
      'section.xui-panel',
      null,
      drawForm(form, drawField, ports, () => ports.run({ go: form.after })),
    ),
};

/** Asked in the page, above everything it holds. */
function ask(form, ports) {
  document.querySelector('.xui-question')?.remove();
  const question = h('section.xui-panel.xui-question', { role: 'dialog', 'aria-label': form.title });
  question.append(
    h('h2', null, form.title),
    drawForm(form, drawField, ports, () => question.remove()),
  );
  document.querySelector('main').prepend(question);
}

function frame(view, ports) {
  const entry = (id) => ports.link(id, view.menuNames[id] ?? view.nameOf(id));
  return drawTop(view, ports, { drawers, entry });
}

export const drawClassic = { frame, ask };
