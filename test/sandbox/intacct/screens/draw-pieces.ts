import { type Html, html } from '../../core/page.ts';
import type { Field, Matrix, Option } from './screen.ts';

/** Where every form of the product goes. */
export const action = '/ia/acct/editor.phtml';

const optionsOf = (options: readonly Option[], chosen: string): Html[] =>
  options.map(({ value, label }) =>
    value === chosen
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`,
  );

/** A box; `attributes` is what the generation puts on it. */
export function checkbox(name: string, value: string, isTicked: boolean, attributes: Html = html``): Html {
  return isTicked
    ? html`<input type="checkbox" name="${name}" value="${value}" checked ${attributes}>`
    : html`<input type="checkbox" name="${name}" value="${value}" ${attributes}>`;
}

/** The box of one right at one place. */
export function rightBox(
  matrix: Matrix,
  group: string,
  box: { place: string; right: Option },
  more: Html = html``,
): Html {
  const { place, right } = box;
  const value = `${place}|${right.value}`;
  return checkbox('right', value, matrix.isTicked(place, right.value), html`data-group="${group}" ${more}`);
}

/** The field itself, without its label. */
export function control(field: Field, attributes: Html): Html {
  return field.kind === 'text'
    ? html`<input name="${field.name}" value="${field.value}" required ${attributes}>`
    : html`<select name="${field.name}" ${attributes}>${optionsOf(field.options, field.value)}</select>`;
}

/** Buttons that tick or clear the boxes of a matrix at once. */
export function shortcuts(matrix: Matrix, group: string): Html {
  return html`${matrix.shortcuts.map(
    ({ value, label }) =>
      html`<label class="shortcut"><input type="radio" name=".${group}" value="${value}" data-shortcut="${group}">${label}</label> `,
  )}`;
}
