import type { Phrase } from '../model/report-site';

/** Text as it is compared with landmarks: white space collapsed, lower case, one kind of apostrophe. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/[‘’]/g, "'").toLowerCase();
}

/** Whether a text says one of the phrases; `around` is where the other parts of a phrase in several parts may stand. */
export function saysPhrase(text: string, phrases: readonly Phrase[], around: () => string = () => text): boolean {
  return phrases.some((phrase) => {
    if (typeof phrase === 'string') return text.includes(phrase);
    const [first = '', ...others] = phrase;
    if (!text.includes(first)) return false;
    const region = around();
    return others.every((part) => region.includes(part));
  });
}

/**
 * What stands behind a label at the beginning of a text: '' when the text is the label alone, undefined when it does not
 * begin with one. "Source: Acme" and "Source – Acme" have the value "Acme"; "Sources of income" has none.
 */
export function afterLabel(text: string, labels: readonly string[]): string | undefined {
  const shown = text.replace(/\s+/g, ' ').trim();
  const low = shown.toLowerCase();
  for (const label of labels) {
    if (!low.startsWith(label)) continue;
    const rest = shown.slice(label.length).trim();
    if (rest === '') return '';
    const value = /^[:\-–—|]\s*(.*)$/.exec(rest)?.[1];
    if (value !== undefined) return value.trim();
  }
  return undefined;
}
