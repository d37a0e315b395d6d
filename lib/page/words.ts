import { plainText } from './find-element';

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

/**
 * What a person calls the element: the label of a control, else the words in it, else what its picture stands for. Lower
 * case, white space collapsed; empty where nothing names it.
 */
export function wordsOf(element: Element): string {
  if (element.matches(labelled)) return labelsOf(element) || tidy(element.getAttribute('title'));
  return plainText(element) || labelsOf(element) || tidy(element.getAttribute('title'));
}

/** Words without the signs around them: arrows, dots, bullets. */
export function bareWords(words: string): string {
  return words.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
