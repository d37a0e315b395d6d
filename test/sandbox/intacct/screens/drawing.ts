import { type Html, html } from '../../core/page.ts';
import { classic } from './draw-classic.ts';
import { nested } from './draw-nested.ts';
import { single } from './draw-single.ts';
import type { Generation, Part, Screen } from './screen.ts';

/** How one generation draws the pieces of a page. */
export interface Drawing {
  /** The whole page around its parts, which may stand in a form. */
  page(screen: Screen, parts: Html, form: Html | undefined): Html;
  part(part: Part, next: { id: number }): Html;
}

const drawings: Readonly<Record<Generation, Drawing>> = { classic, nested, single };

function hidden({ form, session }: Screen): Html | undefined {
  if (!form) return undefined;
  const values = { '.sess': session, '.do': form.what, ...form.more };
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

/** A page as this generation draws it: markup of its body. */
export function drawScreen(screen: Screen, generation: Generation): Html {
  const drawing = drawings[generation];
  const next = { id: 0 };
  return drawing.page(screen, html`${screen.parts.map((part) => drawing.part(part, next))}`, hidden(screen));
}
