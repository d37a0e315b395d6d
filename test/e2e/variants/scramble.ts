import type { Marks } from './marks.ts';
import { pick, seeded, shuffled } from './random.ts';

/** What a site rebuilds of itself from one year to the next without changing its words. Runs in the page. */
interface Workshop {
  random(): number;
  marks: Marks;
}

const newName = (random: () => number): string => `x${Math.floor(random() * 1e9).toString(36)}`;

/** Attributes that point at other elements by their id. */
const references = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'list', 'form'];

/** Every id, class and data attribute becomes another one; what refers to an id goes on doing so. */
function rename(root: Element, { random }: Workshop): void {
  const ids = new Map<string, string>();
  for (const element of root.querySelectorAll('[id]')) {
    ids.set(element.id, newName(random));
    element.id = ids.get(element.id) ?? '';
  }
  for (const element of root.querySelectorAll('*')) {
    for (const name of references) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      element.setAttribute(
        name,
        value.replace(/\S+/g, (id) => ids.get(id) ?? id),
      );
    }
    if (element.hasAttribute('class')) element.setAttribute('class', `${newName(random)} ${newName(random)}`);
    for (const { name } of [...element.attributes]) {
      if (!name.startsWith('data-')) continue;
      element.removeAttribute(name);
      element.setAttribute(`data-${newName(random)}`, newName(random));
    }
  }
}

/** The same element under another tag, as whoever rebuilds a site replaces it. */
function retag(element: Element, tag: string, role: string | undefined, { marks }: Workshop): void {
  const other = document.createElement(tag);
  for (const { name, value } of element.attributes) if (name !== 'type') other.setAttribute(name, value);
  if (role !== undefined && !other.hasAttribute('role')) other.setAttribute('role', role);
  if (tag === 'a') other.setAttribute('href', '#');
  if (tag === 'button') other.setAttribute('type', 'button');
  other.append(...element.childNodes);
  marks.copy(element, other);
  element.replaceWith(other);
}

const tableParts = { table: 'table', tr: 'row', td: 'cell', th: 'columnheader' } as const;

/** Tables become parts with roles, or parts without any. */
function rebuildTables(root: Element, shop: Workshop): void {
  const kind = pick(['table', 'roles', 'nothing'], shop.random);
  if (kind === 'table') return;
  for (const part of root.querySelectorAll('thead, tbody')) part.replaceWith(...part.childNodes);
  for (const [tag, role] of Object.entries(tableParts))
    for (const part of root.querySelectorAll(tag)) retag(part, 'div', kind === 'roles' ? role : undefined, shop);
}

function rebuildLists(root: Element, shop: Workshop): void {
  const kind = pick(['list', 'roles', 'nothing'], shop.random);
  if (kind === 'list') return;
  for (const part of root.querySelectorAll('li')) retag(part, 'div', kind === 'roles' ? 'listitem' : undefined, shop);
  for (const part of root.querySelectorAll('ul, ol')) retag(part, 'div', kind === 'roles' ? 'list' : undefined, shop);
}

/** Buttons become links, links buttons, and both something that only plays one; headings another level. */
function rebuildParts(root: Element, shop: Workshop): void {
  for (const element of root.querySelectorAll('button:not([type=submit]), a')) {
    if (shop.random() < 0.6) continue;
    if (element.hasAttribute('role')) retag(element, 'div', undefined, shop);
    else if (shop.random() < 0.4) retag(element, 'div', 'button', shop);
    else retag(element, element.matches('a') ? 'button' : 'a', undefined, shop);
  }
  for (const element of root.querySelectorAll('h1, h2, h3, h4'))
    if (shop.random() < 0.3) retag(element, pick(['h1', 'h2', 'h3'], shop.random) ?? 'h2', undefined, shop);
  for (const element of root.querySelectorAll('article, section, aside'))
    if (shop.random() < 0.4) retag(element, 'div', undefined, shop);
}

/** Parts that take a part around any of their children. */
const roomy = 'div, main, section, article, aside, header, footer, nav, form, td, li, fieldset, dialog';

/** Parts that take a span around their text. */
const wordy = 'button, a, label, th, h1, h2, h3, p, legend, span, [role=button]';

function wrap(root: Element, { random }: Workshop): void {
  for (const element of root.querySelectorAll(roomy)) {
    for (const child of [...element.children]) {
      if (random() > 0.18 || child.matches('legend, option, tr, td, th, li, script, style')) continue;
      const around = document.createElement(child.matches('button, a, input, select, span') ? 'span' : 'div');
      child.replaceWith(around);
      around.append(child);
    }
  }
  for (const element of root.querySelectorAll(wordy)) {
    for (const node of [...element.childNodes]) {
      if (node.nodeType !== Node.TEXT_NODE || random() > 0.3) continue;
      const around = document.createElement('span');
      node.replaceWith(around);
      around.append(node);
    }
  }
}

/** Parts beside each other change places: rows among rows, entries of menus, whole parts of the page. */
function reorder(root: Element, { random }: Workshop): void {
  for (const parent of root.querySelectorAll(
    'table, tbody, ul, ol, nav, main, header, div, [role=table], [role=list]',
  )) {
    const children = [...parent.children];
    const isHead = (one: Element): boolean => one.querySelector('th[scope=col], [role=columnheader]') !== null;
    const movable = children.filter((one) => !one.matches('h1, h2, h3, legend, label, script, style') && !isHead(one));
    if (movable.length < 2 || random() > 0.4) continue;
    const places = movable.map((one) => {
      const place = document.createComment('');
      one.replaceWith(place);
      return place;
    });
    for (const [at, one] of shuffled(movable, random).entries()) places[at]?.replaceWith(one);
  }
}

/** Letters and space a designer adds to words, and marks that say that there is more behind them. */
function decorate(root: Element, { random }: Workshop): void {
  const signs = ['›', '▾', '→', '•'];
  for (const element of root.querySelectorAll(wordy)) {
    if (element.childElementCount > 0 || random() > 0.25) continue;
    const words = element.textContent ?? '';
    const kind = Math.floor(random() * 4);
    if (words.trim() === '' || /@/.test(words)) continue;
    if (kind === 0) element.textContent = words.toUpperCase();
    if (kind === 1) element.textContent = `\n   ${words.replace(/ /g, '\n ')}  `;
    if (kind === 2)
      element.append(Object.assign(document.createElement('i'), { textContent: ` ${pick(signs, random)}` }));
    if (kind === 3) element.textContent = words.replace(/ /g, '\u00a0');
  }
}

/** Rebuilds a part of the page in a way that the seed alone decides. */
export function scramble(root: Element, seed: number, marks: Marks): void {
  const shop = { random: seeded(seed), marks };
  rebuildTables(root, shop);
  rebuildLists(root, shop);
  rebuildParts(root, shop);
  reorder(root, shop);
  decorate(root, shop);
  wrap(root, shop);
  rename(root, shop);
}
