// The middle generation: tables whose rows hold what may be changed, drop-down lists, and the browser's own dialogs above
// everything.
import { h } from './dom.js';
import { boxField, button, drawForm, selectField } from './draw-parts.js';
import { actionsOf, commonDrawers, drawTop } from './draw-top.js';

const drawField = (field) => (field.options ? selectField(field) : boxField(field));
const cell = (...children) => h('td', null, ...children);

/** A person's rights, changed where they stand. */
function rightsCells({ form }, ports) {
  const [role, reports] = form.fields;
  const select = h(
    'select',
    { 'aria-label': `${role.label} of ${role.about}` },
    ...role.options.map(([id, text]) => h('option', { value: id, selected: id === role.value }, text)),
  );
  const box = h('input', {
    type: 'checkbox',
    'aria-label': `${reports.label} for ${reports.about}`,
    checked: reports.isOn,
  });
  const [path, values] = form.act;
  const save = () => void ports.act(path, { ...values, role: select.value, reports: box.checked ? 'on' : 'off' });
  return [cell(select), cell(box), cell(h('button.small.plain', { type: 'button', onclick: save }, form.submit))];
}

function row(one, ports) {
  const { name, note, cells = [], actions = [], hook, form } = one;
  const buttons = actions.map((action) => button('button.small.plain', action, ports));
  return h(
    'tr',
    hook,
    cell(name, note && h('div.soft', null, note)),
    ...(form ? rightsCells(one, ports) : cells.map((text) => cell(text))),
    buttons.length > 0 && cell(...buttons),
  );
}

const drawers = {
  ...commonDrawers,
  list: (part, ports) => {
    const head = part.columns && h('tr', null, ...part.columns.map((title) => h('th', { scope: 'col' }, title)));
    const body =
      part.rows.length === 0
        ? h('p.soft', null, part.empty)
        : h('table', null, head ?? '', ...part.rows.map((one) => row(one, ports)));
    return h('section.xui-panel.xui-wide', null, body, ...actionsOf(part, ports));
  },
  links: ({ links }, ports) =>
    h('section.xui-panel', null, ...links.map((link) => button('button.plain', link, ports))),
};

/** A dialog of the browser: it stands in the top layer, above everything else. */
function ask(form, ports) {
  const dialog = h('dialog', null);
  dialog.append(
    h('h2', null, form.title),
    drawForm(form, drawField, ports, () => dialog.remove()),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function frame(view, ports) {
  const entry = (id) => button('button.xrh-verticalmenuitem--heading', { label: view.nameOf(id), go: id }, ports);
  return drawTop(view, ports, { drawers, entry });
}

export const drawTable = { frame, ask };
