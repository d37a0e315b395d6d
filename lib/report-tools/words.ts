/** Forms of companies that one place writes out and another leaves away. */
const legalForms = new Set(
  'ltd limited inc incorporated llc llp lp plc pty gmbh ag co corp corporation company bv nv ab as oy sa srl sl sarl'.split(
    ' ',
  ),
);

/** The words of a text, for comparing names: letters and digits alone, without accents, in lower case, one space between. */
export function wordsOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A company's name without what says its legal form; the whole name where nothing else is left. */
export function coreName(name: string): string {
  const words = wordsOf(name).split(' ');
  while (words.length > 1 && legalForms.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

/** Whether the words of `text` hold those of `name`, each whole and in this order. Both come from `wordsOf` or `coreName`. */
export function holdsWords(text: string, name: string): boolean {
  return name !== '' && ` ${text} `.includes(` ${name} `);
}
