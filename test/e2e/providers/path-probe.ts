import { findElement } from '../../../lib/page/find-by-text';
import { readPath } from '../../../lib/page/read-path';
import { screensAt } from '../../../lib/page/screen-watch';
import type { RowNames } from '../../../lib/providers/path';
import { findPath } from '../../../lib/providers/paths';
import { providerScreens } from '../../../lib/providers/screens';

/** What a page is asked: which way it shows, and whose names stand in rows. */
export interface ProbeQuestion {
  providerId: string;
  cause: string;
  area?: string;
  names: RowNames;
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const own = 'data-right';
const scrambled = /^(?:id|class|name|data-(?!right).*)$/;

function scrambleNames(root: Element, random: () => number): void {
  for (const element of root.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) {
      if (scrambled.test(name)) element.setAttribute(name, `x${Math.floor(random() * 1e9).toString(36)}`);
    }
  }
}

function wrapSome(root: Element, random: () => number): void {
  for (const element of [...root.querySelectorAll('button, a, select, input, h1, h2, h3, p')]) {
    if (random() > 0.3 || element.closest('[role=menu], [role=radiogroup], label')) continue;
    const wrap = document.createElement(random() < 0.5 ? 'div' : 'span');
    element.replaceWith(wrap);
    wrap.append(element);
  }
}

const rowsOf = (root: Element): Element[] => [
  ...root.querySelectorAll('main tr:has(button), main article:has(button)'),
];

/** Somebody of the same or nearly the same name in a row of their own, before or after. */
function addNamesakes(root: Element, random: () => number): void {
  for (const row of rowsOf(root)) {
    if (random() < 0.5 || !row.textContent?.includes('Maya Lindqvist')) continue;
    const copy = row.cloneNode(true);
    if (!(copy instanceof Element)) continue;
    copy.removeAttribute(own);
    for (const marked of copy.querySelectorAll(`[${own}]`)) marked.removeAttribute(own);
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    const name = random() < 0.5 ? 'Maya Lindqvist' : 'Maya Lindqvister';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = (node.nodeValue ?? '').replace('Maya Lindqvist', name);
      node.nodeValue = words.replace('maya@fernhill-books.example', 'maya@fernhill-books.example.org');
    }
    row.before(copy);
    if (random() < 0.5) copy.before(row);
  }
}

function shuffleRows(root: Element, random: () => number): void {
  for (const row of rowsOf(root)) if (random() < 0.5) row.parentElement?.append(row);
}

/** The same words once more: hidden, or in plain sight where nothing can be told apart any more. */
function addDoubles(root: Element, random: () => number): boolean {
  const [right] = root.querySelectorAll(`[${own}]`);
  if (!right || random() < 0.5) return false;
  const double = right.cloneNode(true);
  if (!(double instanceof HTMLElement)) return false;
  double.removeAttribute(own);
  const isSeen = random() < 0.5;
  if (!isSeen) double.style.display = 'none';
  (root.querySelector('main') ?? root).append(double);
  return isSeen;
}

function changeTags(root: Element, random: () => number): void {
  for (const button of [...root.querySelectorAll('button:not([role]):not([type=submit])')]) {
    if (random() > 0.4) continue;
    const other = document.createElement('div');
    other.setAttribute('role', 'button');
    for (const { name, value } of [...button.attributes]) if (name !== 'type') other.setAttribute(name, value);
    other.append(...button.childNodes);
    button.replaceWith(other);
  }
}

/** What became of the variants of one page. */
export interface ProbeResult {
  right: number;
  none: number;
  /** What was pointed at instead. */
  wrong: string[];
}

/** Rebuilds the page in many ways, and looks each time where the way points; the right element carries `data-right`. */
export function probe(question: ProbeQuestion, seeds: readonly number[]): ProbeResult {
  const { providerId, cause, area, names } = question;
  const path = findPath(providerId, cause, { area });
  const original = document.body.cloneNode(true);
  const result: ProbeResult = { right: 0, none: 0, wrong: [] };
  const screen = screensAt(providerScreens, location).find(({ facts }) => findElement(facts.landmarks));
  if (!path || !screen) throw new Error(`no path or screen at ${location.href}`);
  for (const seed of seeds) {
    const body = original.cloneNode(true);
    if (!(body instanceof HTMLElement)) throw new Error('no page');
    document.body.replaceWith(body);
    const random = randomFrom(seed);
    addNamesakes(body, random);
    shuffleRows(body, random);
    const isDoubled = addDoubles(body, random);
    changeTags(body, random);
    wrapSome(body, random);
    scrambleNames(body, random);
    const target = readPath(path.steps, screen.facts.id, names)?.target;
    // Alike in everything a person could go by: either is the place.
    const isRight = target?.closest(`[${own}]`) ?? target?.querySelector(`[${own}]`);
    if (!target) result.none += 1;
    else if (isRight) result.right += 1;
    else result.wrong.push(`${seed}${isDoubled ? ' doubled' : ''}: ${target.outerHTML.slice(0, 160)}`);
  }
  document.body.replaceWith(original);
  return result;
}
