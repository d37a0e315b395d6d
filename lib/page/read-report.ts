import { maxErrorLength, maxNameLength } from '../model/report-limits';
import type { ReportMessage } from '../model/report-message';
import type { Landmarks } from '../model/report-site';
import { afterLabel, plain, saysPhrase } from '../report-tools/phrases';
import { isVisible } from './find-by-text';

/** An error message on the page, and what stands beside it. */
export interface Sighting {
  element: Element;
  message: ReportMessage;
}

/** A label of the page, and what it is a label of. */
interface Label {
  block: Element;
  value: string;
  /** In the head of a table: the values stand below it. */
  column?: HTMLTableCellElement;
}

/** More pieces of text than this are not looked at, nor one that is longer: a message is short. */
const maxTexts = 20_000;
const maxTextLength = 2000;

/** Most messages that are told of at once. */
const maxSightings = 8;

const inline = /^(?:A|B|EM|I|MARK|SMALL|SPAN|STRONG|U)$/;
const unread = /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA|OPTION)$/;

/** The element that holds a whole line: markup inside a line does not end it. */
function lineOf(node: Node): Element | null {
  let element: Element | null = node.parentElement;
  for (let up = 0; up < 3 && element && inline.test(element.tagName); up += 1) {
    const outer: Element | null = element.parentElement;
    if (!outer || outer.childElementCount > 12) break;
    element = outer;
  }
  return element;
}

/** Every line of text on the page, once, with its own text; long ones are left out. */
function* lines(root: Element): Generator<[line: Element, text: string]> {
  const known = new Set<Element>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let seen = 0; seen < maxTexts; seen += 1) {
    const node = walker.nextNode();
    if (!node) return;
    const own = node.nodeValue ?? '';
    if (own.length > maxTextLength || own.trim() === '') continue;
    const line = lineOf(node);
    if (!line || known.has(line) || unread.test(line.tagName)) continue;
    known.add(line);
    const text = line.textContent ?? '';
    yield [line, text.length > maxTextLength ? own : text];
  }
}

/** What holds several messages rather than the parts of one. */
const many = 'body, main, table, tbody, tr, ul, ol';

/** The text of the place around a line: as far out as it stays one message. */
function around(line: Element): string {
  let region = line;
  let text = plain(line.textContent ?? '').slice(0, maxErrorLength);
  for (let up = 0; up < 3; up += 1) {
    const outer = region.parentElement;
    const wider = outer?.textContent ?? '';
    if (!outer || outer.matches(many) || wider.length > 2 * maxErrorLength) break;
    if (plain(wider).length > maxErrorLength) break;
    region = outer;
    text = plain(wider);
  }
  return text;
}

/** Whether two lines belong to one message. */
function isSame(one: Element, other: Element): boolean {
  return one.contains(other) || other.contains(one) || one.parentElement === other.parentElement;
}

function valueBeside(line: Element): string {
  const control = line instanceof HTMLLabelElement ? line.control : null;
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.text ?? '';
  const next = line.nextElementSibling;
  if (next instanceof HTMLSelectElement) return next.selectedOptions[0]?.text ?? '';
  return next?.textContent ?? '';
}

function toLabel(line: Element, text: string, labels: readonly string[]): Label | undefined {
  const value = afterLabel(text, labels);
  if (value === undefined) return undefined;
  const cell = line.closest('th');
  if (value === '' && cell?.parentElement?.closest('thead')) return { block: line, value, column: cell };
  return { block: line, value: value || valueBeside(line) };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, maxNameLength);
}

/** The cell of the message's row that stands below a column's head. */
function cellOf(element: Element, { column }: Label): string {
  const row = element.closest('tr');
  if (!row || !column || column.closest('table') !== row.closest('table')) return '';
  return row.cells[column.cellIndex]?.textContent ?? '';
}

/** What the labels nearest to a message say: those of its row, else of the smallest part of the page that has any. */
function labelled(element: Element, labels: readonly Label[]): string | undefined {
  const inRow = labels.map((label) => tidy(cellOf(element, label))).filter((value) => value !== '');
  if (inRow.length > 0) return inRow.join(' · ').slice(0, maxNameLength);
  for (let part: Element | null = element; part; part = part.parentElement) {
    const values = labels
      .filter((label) => !label.column && part?.contains(label.block))
      .map(({ value }) => tidy(value))
      .filter((value) => value !== '' && value.length < maxNameLength);
    if (values.length > 0) return [...new Set(values)].join(' · ').slice(0, maxNameLength);
  }
  return undefined;
}

function select(part: Element, selector: string): Element[] {
  try {
    return [...part.querySelectorAll(selector)];
  } catch {
    // Written by a person: it may be no selector at all.
    return [];
  }
}

/** The heading a message stands under: of the smallest part that has one; none where it could be one of many. */
function heading(element: Element, selector: string, isError: (text: string) => boolean): string | undefined {
  for (let part: Element | null = element; part && part !== document.documentElement; part = part.parentElement) {
    const before = select(part, selector).filter(
      (found) =>
        !found.contains(element) &&
        found.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING &&
        isVisible(found) &&
        !isError(plain(found.textContent ?? '')),
    );
    if (before.length > 0) return before.length > 2 ? undefined : tidy(before.at(-1)?.textContent ?? '');
    // What is said in a dialog has no place among the headings behind it.
    if (part.matches('dialog, [role=dialog], [role=alertdialog]')) return undefined;
  }
  return undefined;
}

/**
 * Finds the error messages on show that may be about a connection, and the names beside each. Reads text and changes
 * nothing; what it costs grows with the text on the page up to a cap.
 */
export function readReport(
  landmarks: Landmarks,
  hasRefreshed: boolean,
): { sightings: Sighting[]; isRefreshed: boolean } {
  const { error, refreshed, report, integration } = landmarks;
  const hits: { element: Element; error: string }[] = [];
  const labels = { report: [] as Label[], integration: [] as Label[] };
  let isRefreshed = hasRefreshed;
  for (const [line, shown] of lines(document.body)) {
    const text = plain(shown);
    isRefreshed ||= text.length <= maxErrorLength && saysPhrase(text, refreshed) && isVisible(line);
    for (const [kind, place] of [
      ['report', report],
      ['integration', integration],
    ] as const) {
      const label = place.labels && toLabel(line, shown, place.labels);
      if (label) labels[kind].push(label);
    }
    if (hits.length >= maxSightings || text.length > maxErrorLength) continue;
    if (!saysPhrase(text, error, () => around(line)) || !isVisible(line)) continue;
    if (!hits.some(({ element }) => isSame(element, line))) hits.push({ element: line, error: around(line) });
  }
  const isError = (text: string): boolean => saysPhrase(text, error);
  const sightings = hits.map(({ element, error: words }): Sighting => {
    const named = labelled(element, labels.report) ?? (report.selector && heading(element, report.selector, isError));
    const own = integration.selector === undefined ? undefined : heading(element, integration.selector, isError);
    const whose = own ?? labelled(element, labels.integration);
    return {
      element,
      message: {
        error: words,
        ...(named ? { report: named } : {}),
        ...(whose ? { integration: whose } : {}),
        isRefreshed,
      },
    };
  });
  return { sightings, isRefreshed };
}
