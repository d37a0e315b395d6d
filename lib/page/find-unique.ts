import type { Place, PlaceFinder, RowNames } from '../providers/path';
import { isVisible } from './find-by-text';
import { bareWords, wordsOf } from './words';

/** How much text may stand around what was looked for, in UTF-16 units; more, and it is a part of the page that holds it. */
const looseBy = 60;

/** Parts of a page beyond which a row does not reach. */
const listEnds = 'table, tbody, thead, ul, ol, main, body, html, [role=table], [role=grid], [role=list], [role=main]';

const rows = 'tr, li, fieldset, [role=row], [role=listitem], [role=group], article, details';

/** What is asked about somebody on a page or in a dialog of its own. */
const forms = 'form, dialog, [role=dialog]';

/** Whether all in a part is about whom it names: a row, or a form with no more than one address in it, since several make a list. */
function isAboutOne(part: Element): boolean {
  return part.matches(rows) || (part.matches(forms) && (part.textContent ?? '').split('@').length <= 2);
}

/** What a place on the page led to: one element, or none, or several that fit equally well. */
export type Found = Element | 'several' | undefined;

function isUsable(element: Element): boolean {
  return isVisible(element) && !element.matches(':disabled, [aria-disabled=true], [inert] *');
}

/** Those that hold none of the others: of nested elements with the same words the inner one is meant. */
function innermost(elements: readonly Element[]): Element[] {
  return elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)));
}

function contains(words: string, wanted: string): boolean {
  const at = words.indexOf(wanted);
  if (at < 0) return false;
  const isLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  return !isLetter(words[at - 1]) && !isLetter(words[at + wanted.length]);
}

function fitting(finder: PlaceFinder, root: ParentNode): Element[] {
  const { texts, isWhole } = finder;
  const there = [...root.querySelectorAll(finder.selector)].filter(isUsable);
  if (!texts) return innermost(there);
  const exact = there.filter((element) => {
    const words = wordsOf(element);
    return texts.includes(words) || texts.includes(bareWords(words));
  });
  if (exact.length > 0 || isWhole) return innermost(exact);
  return innermost(
    there.filter((element) => {
      const words = wordsOf(element);
      return texts.some((text) => contains(words, text) && words.length <= text.length + looseBy);
    }),
  );
}

function only(elements: readonly Element[]): Found {
  return elements.length > 1 ? 'several' : elements[0];
}

const hiddenText = 'script, style, option, select, title, noscript, template';

/** The parts of a page that a person can read, each once: elements with text of their own. */
function* readableParts(root: ParentNode): Generator<Element> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let last: Element | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const part = node.parentElement;
    if (!part || part === last || node.textContent?.trim() === '' || part.closest(hiddenText)) continue;
    last = part;
    yield part;
  }
}

/** The text of a part with a space between the texts of its own parts, which may stand in lines of their own. */
function linesOf(part: Element): string {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const lines: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) lines.push(node.textContent ?? '');
  return lines.join(' ').replace(/\s+/g, ' ').trim().toLowerCase();
}

/**
 * The smallest elements that name somebody, by the surest of the names that is on the page. Who is named by a whole text is
 * meant before who is named within one: "maya" is not "maya-old".
 */
function namingElements(names: readonly string[], root: ParentNode): Element[] {
  const parts = [...readableParts(root)].map((part) => ({ part, lines: linesOf(part) }));
  for (const name of names.map((given) => given.toLowerCase())) {
    const naming = parts.filter(({ part, lines }) => contains(lines, name) && isVisible(part));
    const wholly = naming.filter(({ lines }) => lines === name);
    if (naming.length > 0) {
      const surest = (wholly.length > 0 ? wholly : naming).map(({ part }) => part);
      return innermost([...surest, ...inFormsOf(parts, names, surest)]);
    }
  }
  return [];
}

/** Who is named by address in the list behind a form may be named without it in the form itself. */
function inFormsOf(
  parts: readonly { part: Element; lines: string }[],
  names: readonly string[],
  surest: readonly Element[],
): Element[] {
  const naming = parts.filter(({ lines }) => names.some((name) => contains(lines, name.toLowerCase())));
  return naming.flatMap(({ part }) => {
    const form = part.closest(forms);
    return form && isVisible(part) && !surest.some((sure) => form.contains(sure)) ? [part] : [];
  });
}

/** Words that belong to something to press or to fill in. */
const controlWords =
  'button, a, input, select, option, textarea, label, legend, [role=button], [role=link], [role=option]';

/** Whether a part of a page says something of its own, besides what its controls are called. */
function saysSomething(part: Element): boolean {
  for (const node of part.childNodes) {
    if (node instanceof Text && node.data.trim() !== '') return true;
    if (node instanceof Element && !node.matches(controlWords) && saysSomething(node)) return true;
  }
  return false;
}

/**
 * Whether something found around a name may belong to somebody else: it stands in a part beside the name that has words of
 * its own, as the neighbour's row has, while a cell of the same row holds a control and nothing else.
 */
function isNeighbours(found: Element, around: Element, own: Element): boolean {
  if (around === own || isAboutOne(around)) return false;
  const part = [...around.children].find((child) => child.contains(found));
  return part !== undefined && !part.contains(own) && part !== found && saysSomething(part);
}

/** What fits in the row around an element that names somebody: the nearest ancestor that holds any, up to the row's end. */
function inRowOf(naming: Element, finder: PlaceFinder): Element[] {
  let own = naming;
  for (let row: Element | null = naming; row && !row.matches(listEnds); row = row.parentElement) {
    const around = row;
    const found = row.matches(finder.selector) ? selfIfFitting(row, finder) : fitting(finder, row);
    if (found.length > 0) return found.filter((one) => !isNeighbours(one, around, own));
    if (row.matches(rows) || row.matches(forms)) return [];
    own = row;
  }
  return [];
}

function selfIfFitting(element: Element, finder: PlaceFinder): Element[] {
  return fitting(finder, element.parentElement ?? element).filter((one) => one === element);
}

/** Where a person can press anything: in the dialog on top while it holds up the page, else everywhere. */
function pressable(): ParentNode {
  return [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
}

/** Rows that name somebody: the elements with the name in them. Empty when nobody of that name is on the page. */
export function findNaming(names: readonly string[], root: ParentNode = pressable()): Element[] {
  return namingElements(names, root);
}

const nameSigns = { $person: 'person', $app: 'app', $company: 'company' } as const;

/** The finder with the names its texts stand for. */
function withNames(finder: PlaceFinder, names: RowNames): PlaceFinder {
  const spell = (text: string): readonly string[] =>
    text === '$person' || text === '$app' || text === '$company'
      ? names[nameSigns[text]].map((name) => name.toLowerCase())
      : [text];
  return finder.texts ? { ...finder, texts: finder.texts.flatMap(spell) } : finder;
}

/**
 * The one element a place means. `several` when more than one fits equally well: then it must not be pointed at. A later
 * finder is tried only when an earlier one found nothing.
 */
export function findUnique(place: Place, names: RowNames, root: ParentNode = pressable()): Found {
  const naming = place.row && namingElements(typeof place.row === 'string' ? names[place.row] : place.row, root);
  for (const finder of place.finders.map((given) => withNames(given, names))) {
    const found = naming ? [...new Set(naming.flatMap((element) => inRowOf(element, finder)))] : fitting(finder, root);
    if (found.length > 0) return only(found);
  }
  return place.otherwise && findUnique(place.otherwise, names, root);
}
