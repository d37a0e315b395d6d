// What the two older generations share: the dark bar with the organisation's menu, and pages below it.
import { h } from './dom.js';
import { button, factsTable } from './draw-parts.js';

export const actionsOf = (part, ports) => (part.actions ?? []).map((action) => button('button', action, ports));

/** Parts of pages that look alike in both. */
export const commonDrawers = {
  figure: ({ title, amount }) => h('section.xui-panel', null, h('h2', null, title), h('div.xui-figure', null, amount)),
  facts: (part, ports) => h('section.xui-panel', null, factsTable(part.rows), ...actionsOf(part, ports)),
  note: ({ text }) => h('p.soft', null, text),
};

/** The product around a page; `entry` draws an entry of the organisation's menu. */
export function drawTop({ data, page, banner, parts, menu, nameOf, isMenuOpen }, ports, { drawers, entry }) {
  const tab = (id) =>
    h(
      'button.xrh-tab',
      { type: 'button', 'aria-current': id === page ? 'page' : undefined, onclick: () => ports.run({ go: id }) },
      nameOf(id),
    );
  return h(
    'div',
    null,
    h(
      'header.xrh-header',
      { 'data-automationid': 'xrh-header' },
      h(
        'button.xrh-addon--orgname.xrh-appbutton',
        {
          type: 'button',
          'data-automationid': 'xrh-orgname',
          'aria-expanded': String(isMenuOpen),
          onclick: ports.toggleMenu,
        },
        data.organisation.name,
      ),
      ...['home', 'invoices', 'contacts'].map(tab),
      h('span.xrh-spacer'),
      h('span.xrh-avatar', { title: data.me.name }, data.me.name[0]),
      isMenuOpen && h('nav.xrh-dropdown', { 'aria-label': 'Organisation' }, ...menu.map(entry)),
    ),
    banner && h('div.xui-banner', { role: 'alert' }, banner),
    h(
      'main.xui-page',
      null,
      h('h1', { 'data-automationid': 'page-title' }, ports.title),
      h('div.xui-columns', null, ...parts.map((part) => drawers[part.kind](part, ports))),
    ),
  );
}
