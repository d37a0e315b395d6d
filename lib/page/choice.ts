import { isVisible, plainText } from './find-by-text';

/** The company to choose: the provider's own key of the option, and its name where the page no longer has the key. */
export interface Pick {
  key: string;
  name: string;
}

/**
 * What stands selected in a list of companies: the wanted one, another one (by its name), none yet, or the wanted one is
 * not offered at all.
 */
export type Choice = { state: 'right' | 'none' | 'missing' } | { state: 'other'; name: string };

/** One entry of a list to choose from. */
export interface Option {
  element: Element;
  words: string;
  isSelected: boolean;
}

/** Longest name of another company that is repeated in our words, in UTF-16 units. */
const maxNameLength = 80;

const roleOptions = '[role=option], [role=radio], [role=checkbox], [role=menuitemradio]';

/** What a control offers: options of a list, boxes, or elements that play them. Empty where it is no list. */
export function optionsOf(control: Element): Option[] {
  if (control instanceof HTMLSelectElement) {
    // "Select a company" is no company.
    const offered = [...control.options].filter((option) => option.value !== '' && !option.disabled);
    return offered.map((option) => ({ element: option, words: option.text, isSelected: option.selected }));
  }
  const fields = [...control.querySelectorAll('input')].filter((field) => /^(radio|checkbox)$/.test(field.type));
  if (fields.length > 0) {
    return fields.map((field) => ({
      element: field,
      words: field.labels?.[0]?.textContent ?? '',
      isSelected: field.checked,
    }));
  }
  return [...control.querySelectorAll(roleOptions)].map((option) => ({
    element: option,
    words: option.textContent ?? '',
    isSelected: /true/.test(`${option.getAttribute('aria-selected')} ${option.getAttribute('aria-checked')}`),
  }));
}

function tidy(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}

/** Providers put remarks behind a name ("Acme Ltd (connected)"); another name that only starts alike is another company. */
function isNamed(words: string, name: string): boolean {
  const shown = tidy(words).toLowerCase();
  const wanted = tidy(name).toLowerCase();
  return shown === wanted || shown.startsWith(`${wanted} (`);
}

function isWanted({ element, words }: Option, pick: Pick, hasKeys: boolean): boolean {
  if (!hasKeys) return isNamed(words, pick.name);
  return element.id === pick.key || element.getAttribute('value') === pick.key;
}

/** Whether the options carry keys of the kind of the wanted one: then a name alone proves nothing, two may be alike. */
function carryKeys(options: readonly Option[], pick: Pick): boolean {
  const shape = (key: string): string => key.replace(/[0-9a-z]/gi, 'x');
  const isKey = (key: string | null): boolean => key !== null && shape(key) === shape(pick.key);
  return options.some(({ element }) => isKey(element.id) || isKey(element.getAttribute('value')));
}

/** Reads the list of companies against the one to choose. Total: an empty or unreadable list is `missing`. */
export function readChoice(control: Element, pick: Pick): Choice {
  const options = optionsOf(control);
  const hasKeys = carryKeys(options, pick);
  const wanted = options.find((option) => isWanted(option, pick, hasKeys));
  if (!wanted) return { state: 'missing' };
  if (wanted.isSelected) return { state: 'right' };
  const selected = options.find((option) => option.isSelected && tidy(option.words) !== '');
  return selected ? { state: 'other', name: tidy(selected.words).slice(0, maxNameLength) } : { state: 'none' };
}

/** What to outline: the wanted option where it has a box of its own on the page, else the whole list. */
export function outlineTarget(control: Element, pick: Pick): Element {
  const options = optionsOf(control);
  const hasKeys = carryKeys(options, pick);
  const wanted = options.find((option) => isWanted(option, pick, hasKeys))?.element;
  if (!wanted || wanted instanceof HTMLOptionElement) return control;
  const label = wanted instanceof HTMLInputElement ? wanted.labels?.[0] : undefined;
  const target = label ?? wanted;
  return isVisible(target) && plainText(target) !== '' ? target : control;
}
