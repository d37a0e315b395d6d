import type { RowNames } from '../../../lib/providers/path.ts';
import { pick, seeded } from './random.ts';

/** Things that stand on pages and have nothing to do with what is looked for, though they sound like it. */
const parts: readonly ((person: string) => string)[] = [
  () =>
    '<aside><h3>Tips</h3><p>Users with the standard role see all reports.</p><a href="#">Learn about users</a></aside>',
  () => '<footer><a href="#">Help</a> <a href="#">Users guide</a> <a href="#">Settings and privacy</a></footer>',
  () => '<form role="search"><input type="search" aria-label="Search"><button>Search</button></form>',
  () =>
    '<section><h3>What is new</h3><p>Plans for growing firms.</p><button type="button">Save for later</button></section>',
  () => '<label>Language <select><option>English</option><option>Standard English</option></select></label>',
  () => '<label><input type="checkbox"> Email me reports</label>',
  () =>
    '<section role="region"><p>Edit this page to see more.</p><button type="button">Manage widgets</button></section>',
  (person) => `<div><p>${person} signed in on Monday.</p><button type="button">Dismiss</button></div>`,
];

/** The person's neighbour in a list: the same row, about somebody else. */
function addNeighbour(root: Element, names: RowNames): void {
  const [address = '', name = ''] = names.person;
  const rows = [...root.querySelectorAll('tr, li, article')];
  const row = rows.findLast(({ textContent }) => textContent?.includes(address) || textContent?.includes(name));
  if (!row || address === '') return;
  const other = document.importNode(row, true);
  const rewrite = (text: string): string =>
    text.replaceAll(address, 'mia@elsewhere.example').replaceAll(name, 'Mia Lindholm');
  const walker = document.createTreeWalker(other, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) node.textContent = rewrite(node.textContent ?? '');
  for (const element of [other, ...other.querySelectorAll('*')]) {
    for (const { name: attribute, value } of element.attributes) element.setAttribute(attribute, rewrite(value));
    element.removeAttribute('id');
  }
  row.before(other);
}

/** Adds what else may stand on the page, in a way that the seed alone decides. */
export function addDecoys(root: Element, seed: number, names: RowNames): void {
  const random = seeded(seed ^ 0x5bd1e995);
  if (random() < 0.5) addNeighbour(root, names);
  const main = root.querySelector('main, [role=main]') ?? root;
  for (let count = Math.floor(random() * 3); count > 0; count -= 1) {
    const part = document.createRange().createContextualFragment(pick(parts, random)?.(names.person[1] ?? '') ?? '');
    if (random() < 0.5) main.append(part);
    else main.prepend(part);
  }
}
