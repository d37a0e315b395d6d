import { plainText } from './find-by-text';

/** Elements that are named by a label, not by what stands in them. */
const labelled =
  'input:not([type=submit],[type=button]), select, textarea, fieldset, [role=switch], [role=checkbox], [role=radio], ' +
  '[role=combobox], [role=radiogroup], [role=listbox]';

function tidy(words: string | null | undefined): string {
  return (words ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
}

function labelsOf(element: Element): string {
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const named = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const own = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : [];
  // A label around a list of options holds their words too: only its own text names the list.
  const texts = own.flatMap((label) => [...label.childNodes].filter((node) => !node.contains(element)));
  const told = [
    named,
    element.getAttribute('aria-label'),
    texts.map((node) => node.textContent).join(' '),
    element.querySelector(':scope > legend')?.textContent,
  ];
  return told.map(tidy).find((words) => words !== '') ?? '';
}

const controls = 'input:not([type=hidden]), select, textarea';

/** What names a control that stands alone in a cell: the head of its column where the row has several, else the cell before it. */
function wordsOfCell(element: Element): string {
  const cell = element.closest('td, th');
  const row = cell?.closest('tr');
  if (!cell || !row) return '';
  if (row.querySelectorAll(controls).length === 1) {
    const before = cell.previousElementSibling;
    if (before && !before.querySelector(controls)) return plainText(before);
  }
  const head = row.closest('table')?.querySelector('tr');
  if (!head || head === row || head.querySelector(controls)) return '';
  const above = head.children[[...row.children].indexOf(cell)];
  return above ? plainText(above) : '';
}

/** Whether anything in the words can be read out: a pencil or a cross as a character is a picture. */
const isReadable = (words: string): boolean => /[\p{L}\p{N}]/u.test(words);

function wordsOfPicture(element: Element): string {
  return labelsOf(element) || tidy(element.getAttribute('title')) || tidy(element.getAttribute('alt'));
}

/**
 * What a person calls the element: the label of a control, else the words in it, else what its picture stands for. Lower
 * case, white space collapsed; empty where nothing names it.
 */
export function wordsOf(element: Element): string {
  if (element.matches('input[type=image]')) return wordsOfPicture(element);
  if (element.matches(labelled)) return wordsOfPicture(element) || wordsOfCell(element);
  const words = plainText(element);
  return isReadable(words) ? words : wordsOfPicture(element);
}

/** Words without the signs around them: arrows, dots, bullets. */
export function bareWords(words: string): string {
  return words.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
