// Pieces that played products are drawn of.
import { h } from './dom.js';

export const button = (kind, action, ports) =>
  h(kind, { type: 'button', onclick: () => ports.run(action) }, action.label);

/** Names and values in a table. */
export const factsTable = (rows) =>
  h(
    'table',
    null,
    ...rows.map(([name, value]) => h('tr', null, h('th', { scope: 'row' }, name), h('td', null, value))),
  );

export function selectField({ name, label, value, options }) {
  const select = h(
    'select',
    { name },
    ...options.map(([id, text]) => h('option', { value: id, selected: id === value }, text)),
  );
  return h('label', null, label, select);
}

export function radioField({ name, label, value, options }) {
  const one = ([id, text]) =>
    h(
      'label.choice',
      null,
      h('input', { type: 'radio', name, value: id, checked: id === value }),
      h('span', null, text),
    );
  return h('fieldset', null, h('legend', null, label), ...options.map(one));
}

/** Radio buttons that are none: the chosen one is told to assistive tools alone, and kept in a hidden field. */
export function segmentField({ name, label, value, options }) {
  const kept = h('input', { type: 'hidden', name, value });
  const segments = options.map(([id, text]) => {
    const choose = () => {
      kept.value = id;
      for (const segment of segments) segment.setAttribute('aria-checked', String(segment === mine));
    };
    const mine = h(
      'button.segment.plain',
      { type: 'button', role: 'radio', 'aria-checked': String(id === value), onclick: choose },
      text,
    );
    return mine;
  });
  return h('div.segments', { role: 'radiogroup', 'aria-label': label }, h('p', null, label), ...segments, kept);
}

const textField = ({ name, label, type }) => h('label', null, label, h('input', { type, name }));

/** A box to tick. */
export function boxField({ name, label, isOn }) {
  return h('label.choice', null, h('input', { type: 'checkbox', name, checked: isOn }), h('span', null, label));
}

/** A box to tick that is none: a switch, its state kept in a hidden field. */
export function switchField({ name, label, isOn }) {
  const kept = h('input', { type: 'hidden', name, value: isOn ? 'on' : 'off' });
  const turn = () => {
    kept.value = kept.value === 'on' ? 'off' : 'on';
    lever.setAttribute('aria-checked', String(kept.value === 'on'));
  };
  const lever = h('button.switch.plain', {
    type: 'button',
    role: 'switch',
    'aria-checked': String(isOn),
    'aria-label': label,
    onclick: turn,
  });
  return h('div.switch-place', null, h('span', { 'aria-hidden': 'true' }, label), lever, kept);
}

/** A form with its button; `drawField` draws fields that are not typed into. `leave` is called when it is done or given up. */
export function drawForm(form, drawField, ports, leave) {
  const fields = form.fields.map((field) => (field.type ? textField(field) : drawField(field)));
  const submit = (event) => {
    event.preventDefault();
    const [path, values] = form.act;
    const typed = Object.fromEntries(new FormData(event.target));
    leave();
    void ports.act(path, { ...typed, ...values });
  };
  return h(
    'form',
    { onsubmit: submit },
    form.text && h('p', null, form.text),
    ...fields,
    h(
      'div.form-foot',
      null,
      h('button', { type: 'submit' }, form.submit),
      h('button.plain', { type: 'button', onclick: leave }, 'Cancel'),
    ),
  );
}

/** A button that opens a menu with the rest of what a row offers. */
export function actionMenu(kind, label, actions, ports) {
  const items = h(
    'ul.row-menu',
    { role: 'menu', hidden: true },
    ...actions.map((action) =>
      h(
        'li',
        { role: 'none' },
        h('button', { type: 'button', role: 'menuitem', onclick: () => ports.run(action) }, action.label),
      ),
    ),
  );
  const toggle = h(
    kind,
    {
      type: 'button',
      'aria-haspopup': 'menu',
      onclick: () => {
        items.hidden = !items.hidden;
      },
    },
    label,
  );
  return h('div.row-menu-place', null, toggle, items);
}
