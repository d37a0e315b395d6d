import type { Language, Words } from './words.ts';

/**
 * How the product looks. `classic`: a frameset of menu and content, tables. `nested`: frames inside a frame, an older look
 * of bare tables and input buttons, windows inside the page. `single`: one page that draws cards and dialogs itself.
 */
export type Generation = 'classic' | 'nested' | 'single';

export interface Look {
  generation: Generation;
  language: Language;
}

export const generations: readonly Generation[] = ['classic', 'nested', 'single'];

/** What a page of the product says and offers, apart from how it is drawn. */
export interface Screen {
  title: string;
  heading: string;
  tabs?: readonly { link: Link; isOpen: boolean }[];
  links?: readonly Link[];
  parts: readonly Part[];
  /** Makes a form of the whole page; without it there is nothing to save. */
  form?: { what: string; more: Readonly<Record<string, string>> };
  words: Words;
  session: string;
}

/** Something to click that leads to a page; `window` opens it over this one where the generation has windows. */
export interface Link {
  label: string;
  href: string;
  opens?: 'window';
  /** Drawn as a picture with this label. */
  isIcon?: true;
}

export interface Option {
  value: string;
  label: string;
}

export type Field = { name: string; label: string } & (
  | { kind: 'text'; value: string }
  | { kind: 'choice'; options: readonly Option[]; value: string }
);

export interface Row {
  cells: readonly string[];
  links: readonly Link[];
  /** A box in front of the row. */
  box?: { name: string; value: string; isTicked: boolean };
}

export interface Matrix {
  kind: 'matrix';
  title: string;
  shortcuts: readonly Option[];
  columns: readonly Option[];
  rows: readonly { label: string; place: string }[];
  isTicked(place: string, right: string): boolean;
}

export type Part =
  | { kind: 'note'; text: string }
  | { kind: 'facts'; facts: readonly (readonly [string, string])[] }
  | { kind: 'heading'; text: string; links?: readonly Link[] }
  | { kind: 'table'; columns: readonly string[]; rows: readonly Row[] }
  | { kind: 'fields'; fields: readonly Field[] }
  | Matrix;
