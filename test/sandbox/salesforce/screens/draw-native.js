// Pages Lightning draws itself: cards, menus of rows, switches, and forms in a dialog over the page.
import { h } from './dom.js';
import { drawField, run } from './draw-classic.js';
import { formValues } from './press.js';

/** Draws a page of pages.js; `ports` as in draw-classic.js. */
export function drawNative(page, ports) {
  const forms = page.blocks.filter(({ kind }) => kind === 'form');
  const isDialog = forms.length > 0 && page.section !== undefined;
  return h(
    'div.slds-template__container',
    null,
    h(
      'div.slds-page-header',
      null,
      page.section && h('p.slds-text-body_small', null, page.section),
      h('h1.slds-page-header__title', null, h('span', null, page.title)),
    ),
    page.note && h('div.slds-scoped-notification', { role: 'status' }, page.note),
    ...page.blocks.map((block) =>
      isDialog && block.kind === 'form' ? dialog(block, page, ports) : drawers[block.kind](block, ports),
    ),
  );
}

const drawers = {
  list: (block, ports) =>
    card(
      block,
      ports,
      block.rows.length === 0
        ? h('p.slds-p-around_medium', null, block.empty)
        : block.looks === 'cards'
          ? h('ul.app-cards', null, ...block.rows.map((row) => drawCard(row, block, ports)))
          : drawGrid(block, ports),
    ),
  detail: (block, ports) =>
    card(
      block,
      ports,
      h(
        'dl.slds-list_horizontal',
        null,
        ...block.fields.flatMap(([label, value]) => [h('dt', null, label), h('dd', null, drawValue(value, ports))]),
      ),
    ),
  form: (block, ports) => card(block, ports, drawForm(block, ports)),
};

function card(block, ports, body) {
  const buttons = ports.isAdmin ? (block.buttons ?? []) : [];
  return h(
    'article.slds-card',
    null,
    h(
      'header.slds-card__header',
      null,
      h('h2.slds-card__header-title', null, block.name),
      ...buttons.map((action) => button(action, ports)),
    ),
    body,
  );
}

const button = (action, ports) =>
  h('button.slds-button.small.plain', { type: 'button', onclick: () => run(action, ports) }, action.label);

function toggle({ switchLabel, isOn, act }, ports) {
  return h(
    'label.slds-checkbox_toggle',
    null,
    h('span.slds-form-element__label', null, switchLabel),
    h('input', {
      type: 'checkbox',
      role: 'switch',
      checked: isOn,
      onchange: () => void ports.press(new URLSearchParams(act)),
    }),
  );
}

function drawCard(row, block, ports) {
  const [, ...rest] = row.cells;
  return h(
    'li.slds-card',
    null,
    h('h3', null, row.name),
    h('p.soft', null, ...rest.map((cell, at) => `${block.columns[at + 1]}: ${cell}`)),
    ports.isAdmin &&
      h(
        'footer',
        null,
        ...row.actions.map((action) => (action.switchLabel ? toggle(action, ports) : button(action, ports))),
      ),
  );
}

function drawGrid(block, ports) {
  const hasActions = ports.isAdmin && block.rows.some(({ actions }) => actions.length > 0);
  return h(
    'table.slds-table',
    { role: 'grid' },
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        ...block.columns.map((name) => h('th', { scope: 'col' }, name)),
        hasActions && h('th', { scope: 'col' }, h('span.slds-assistive-text', null, 'Action')),
      ),
    ),
    h(
      'tbody',
      null,
      ...block.rows.map((row) =>
        h(
          'tr',
          null,
          ...row.cells.map((value, at) =>
            h(at === 0 ? 'th' : 'td', at === 0 ? { scope: 'row' } : null, drawValue(value, ports)),
          ),
          hasActions && h('td', null, rowMenu(row, ports)),
        ),
      ),
    ),
  );
}

/** The actions of a row hide in a menu. */
function rowMenu(row, ports) {
  const menu = h(
    'div.slds-dropdown',
    { role: 'menu', hidden: true },
    ...row.actions.map((action) =>
      h('a', { role: 'menuitem', href: '#', onclick: (event) => choose(event, action) }, action.label),
    ),
  );
  const choose = (event, action) => {
    event.preventDefault();
    run(action, ports);
  };
  const opener = h(
    'button.slds-button_icon.small.plain',
    {
      type: 'button',
      'aria-haspopup': 'true',
      'aria-label': `Show actions for ${row.name}`,
      onclick: () => {
        menu.hidden = !menu.hidden;
      },
    },
    '▾',
  );
  return h('div.slds-dropdown-trigger', null, opener, menu);
}

function drawValue(value, ports) {
  if (typeof value === 'boolean') return h('span', null, value ? 'True' : 'False');
  if (typeof value === 'string') return h('span', null, value);
  const open = (event) => {
    event.preventDefault();
    ports.go(value.place);
  };
  return h('a', { href: '#', onclick: open }, h('span', null, value.text));
}

function drawForm(block, ports, isDialog = false) {
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void ports.press(formValues(form, block.act), block.back);
      },
    },
    ...block.fields.map((field, at) =>
      h(
        'div.slds-form-element',
        null,
        h('label', { for: `n${at}` }, h('span', null, field.label)),
        drawField(field, `n${at}`, !ports.isAdmin),
      ),
    ),
    ports.isAdmin &&
      h(
        'footer.slds-modal__footer',
        null,
        isDialog && button({ label: 'Cancel', place: block.back }, ports),
        h('button.slds-button_brand.small', { type: 'submit' }, block.save),
      ),
  );
  return form;
}

const dialog = (block, page, ports) =>
  h(
    'section.slds-modal',
    { role: 'dialog', 'aria-modal': 'true', 'aria-label': page.section },
    h('div.slds-modal__container', null, h('h2', null, `${page.section}: ${page.title}`), drawForm(block, ports, true)),
  );
