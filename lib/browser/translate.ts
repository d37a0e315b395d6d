import type { Text } from '../model/text';
import { browser } from './api';

/** Hebrew, Arabic and their neighbours: text that runs the other way than English. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Direction of the words on screen: `ltr` or `rtl`. */
export function textDirection(): 'ltr' | 'rtl' {
  return browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
}

/**
 * The language numbers and dates are written in: that of the words, in the person's own region where the two agree
 * (English words and a browser set to en-GB give en-GB; English words in a German browser stay English).
 */
export function wordsLocale(): string {
  const words = tk('status_locale');
  const person = browser.i18n.getUILanguage();
  return person.split('-')[0] === words.split('-')[0] ? person : words;
}

/** Keeps a name that runs the other way from turning the sentence around it (Unicode isolates: UAX 9, FSI and PDI). */
function isolate(value: string): string {
  return rightToLeft.test(value) === (textDirection() === 'rtl') ? value : `\u2068${value}\u2069`;
}

/** Words for a key of `public/_locales`, `values` filling $1, $2 …; the key itself when there are none (a test forbids that). */
export function tk(key: string, ...values: string[]): string {
  return browser.i18n.getMessage(key, values.map(isolate)) || key;
}

/** Words for a `Text`; its `count` picks the plural form of the language of the words. */
export function t(text: Text): string {
  const values = text.values ?? [];
  if (text.count === undefined) return tk(text.key, ...values);
  const form = `${text.key}_${new Intl.PluralRules(wordsLocale()).select(text.count)}`;
  const words = tk(form, ...values);
  return words === form ? tk(`${text.key}_other`, ...values) : words;
}
