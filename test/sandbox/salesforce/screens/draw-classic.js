// Classic pages: a title of two lines, blocks with their buttons in the heading, lists with links to act in a column.
import { h } from './dom.js';
import { formValues } from './press.js';

/**
 * Draws a page of pages.js. `ports`: `isAdmin`; `go(place)` leads to another page; `press(values, place)` presses a button
 * and leads on, or stays.
 */
export function drawClassic(page, ports) {
  return h(
    'div.bodyDiv',
    null,
    h(
      'div.bPageTitle',
      null,
      page.section && h('h1.pageType', null, page.section),
      h(page.section ? 'h2.pageDescription' : 'h1.pageType', null, page.title),
    ),
    page.note && h('p.message', null, page.note),
    ...page.blocks.map((block) => drawers[block.kind](block, ports)),
  );
}

const drawers = {
  list: (block, ports) => {
    const hasActions = block.rows.some((row) => row.actions.length > 0) && ports.isAdmin;
    const actionColumn = hasActions ? ['Action'] : [];
    const columns = block.isActionLast ? [...block.columns, ...actionColumn] : [...actionColumn, ...block.columns];
    return pageBlock(
      block,
      ports,
      block.rows.length === 0
        ? h('p.noRecords', null, block.empty)
        : h(
            'table.list',
            null,
            h('thead', null, h('tr.headerRow', null, ...columns.map((name) => h('th', { scope: 'col' }, name)))),
            h('tbody', null, ...block.rows.map((row) => drawRow(row, block, hasActions, ports))),
          ),
    );
  },
  detail: (block, ports) =>
    pageBlock(
      block,
      ports,
      h(
        'table.detailList',
        null,
        ...block.fields.map(([label, value]) =>
          h('tr', null, h('td.labelCol', null, label), h('td.dataCol', null, drawValue(value, ports))),
        ),
      ),
    ),
  form: (block, ports) => {
    const form = h(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          void ports.press(formValues(form, block.act), block.back);
        },
      },
      h(
        'table.detailList',
        null,
        ...block.fields.map((field, at) =>
          h(
            'tr',
            null,
            h('td.labelCol', null, h('label', { for: `f${at}` }, field.label)),
            h('td.dataCol', null, drawField(field, `f${at}`, !ports.isAdmin)),
          ),
        ),
      ),
      ports.isAdmin &&
        h(
          'div.pbBottomButtons',
          null,
          h('input.btn', { type: 'submit', name: '', value: ` ${block.save} ` }),
          h('input.btn', { type: 'button', value: 'Cancel', onclick: () => ports.go(block.back) }),
        ),
    );
    return pageBlock(block, ports, form);
  },
};

function pageBlock(block, ports, body) {
  const buttons = ports.isAdmin ? (block.buttons ?? []) : [];
  return h(
    'div.bPageBlock',
    null,
    h(
      'div.pbHeader',
      null,
      h('h3.pbTitle', null, block.name),
      ...buttons.map((action) =>
        h('input.btn', { type: 'button', value: ` ${action.label} `, onclick: () => run(action, ports) }),
      ),
    ),
    h('div.pbBody', null, body),
  );
}

function drawRow(row, block, hasActions, ports) {
  const links = row.actions.flatMap((action, at) => [
    at > 0 ? ' | ' : '',
    h(
      'a.actionLink',
      {
        href: '#',
        title: `${action.label} - ${row.name}`,
        onclick: (event) => {
          event.preventDefault();
          run(action, ports);
        },
      },
      action.label,
    ),
  ]);
  const cells = row.cells.map((value) => h('td.dataCell', null, drawValue(value, ports)));
  const actions = hasActions ? [h('td.actionColumn', null, ...links)] : [];
  return h('tr.dataRow', null, ...(block.isActionLast ? [...cells, ...actions] : [...actions, ...cells]));
}

export function run(action, ports) {
  if (action.place) ports.go(action.place);
  else void ports.press(new URLSearchParams(action.act));
}

function drawValue(value, ports) {
  if (typeof value === 'boolean') {
    return h('span.checkImg', { role: 'img', 'aria-label': value ? 'Checked' : 'Not Checked' }, value ? '☑' : '☐');
  }
  if (typeof value === 'string') return value;
  const open = (event) => {
    event.preventDefault();
    ports.go(value.place);
  };
  return h('a', { href: value.place, onclick: open }, value.text);
}

const option = (value, words, isSelected) => h('option', { value, selected: isSelected }, words);

const fields = {
  check: ({ name, isOn }, id, disabled) => h('input', { type: 'checkbox', id, name, checked: isOn, disabled }),
  select: ({ name, value, options }, id, disabled) =>
    h('select', { id, name, disabled }, ...options.map(([key, words]) => option(key, words, key === value))),
  text: ({ name, value }, id, disabled) => h('input', { type: 'text', id, name, value, disabled }),
  area: ({ name, value }, id, disabled) => h('textarea', { id, name, rows: 4, disabled }, value),
  checks: ({ name, options }, id, disabled) =>
    h(
      'div',
      { role: 'group' },
      ...options.map(([value, words, isOn], at) =>
        h(
          'label.one',
          null,
          h('input', {
            type: 'checkbox',
            id: at === 0 ? id : undefined,
            name,
            value,
            'data-each': true,
            checked: isOn,
            disabled,
          }),
          ` ${words}`,
        ),
      ),
    ),
};

/** A field of a form, the same in every layout. */
export const drawField = (field, id, isReadOnly) => fields[field.kind](field, id, isReadOnly);
