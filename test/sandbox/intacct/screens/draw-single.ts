import { type Html, html } from '../../core/page.ts';
import { action, checkbox, control, rightBox, shortcuts } from './draw-pieces.ts';
import type { Drawing } from './drawing.ts';
import type { Link, Matrix, Part, Screen } from './screen.ts';

/** Buttons moved by script; some open a dialog. */
function link({ label, href, opens, isIcon }: Link): Html {
  const where = opens ? html`data-window="${href}"` : html`data-href="${href}"`;
  return isIcon
    ? html`<button type="button" class="small plain" aria-label="${label}" ${where}>✎</button>`
    : html`<button type="button" class="small plain" ${where}>${label}</button>`;
}

/** A card for each list, its rights below its name. */
function matrix(part: Matrix, group: string): Html {
  return html`<section><h3>${part.title}</h3><p>${shortcuts(part, group)}</p><div class="cards">${part.rows.map(
    ({ label, place }) =>
      html`<fieldset class="card"><legend>${label}</legend>${part.columns.map(
        (right) =>
          html`<label class="right">${rightBox(part, group, { place, right })}<span>${right.label}</span></label>`,
      )}</fieldset>`,
  )}</div></section>`;
}

/** A card for each row: the first cell is its title, the others stand below it with the name of their column. */
function cards(part: Extract<Part, { kind: 'table' }>): Html {
  return html`<div class="cards" role="list">${part.rows.map(
    ({ box, cells, links }) => html`<article class="card" role="listitem"><h3>${
      box
        ? html`<label>${checkbox(box.name, box.value, box.isTicked, html`role="switch"`)} ${cells[0]}</label>`
        : cells[0]
    }</h3>${cells.slice(1).map((cell, index) => html`<p><span class="soft">${part.columns[index + 1]}</span> ${cell}</p>`)}
<div class="actions">${links.map(link)}</div></article>`,
  )}</div>`;
}

function page(screen: Screen, parts: Html, form: Html | undefined): Html {
  const tabs = screen.tabs?.map(
    ({ link: { label, href }, isOpen }) =>
      html`<button type="button" role="tab" class="small plain" aria-selected="${String(isOpen)}" data-href="${href}">${label}</button>`,
  );
  const head = html`<header class="head"><h1>${screen.heading}</h1>${screen.links?.map(link)}</header>
${tabs && html`<div role="tablist">${tabs}</div>`}`;
  return form
    ? html`${head}<form method="post" action="${action}">${form}${parts}<footer class="foot"><button type="submit">${screen.words.save}</button></footer></form>`
    : html`${head}${parts}`;
}

/** Cards instead of tables, buttons instead of links, the way to save at the foot. */
export const single: Drawing = {
  page,
  part(part, next) {
    next.id += 1;
    switch (part.kind) {
      case 'note':
        return html`<p role="note">${part.text}</p>`;
      case 'facts':
        return html`<dl>${part.facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
      case 'heading':
        return html`<div class="section"><h2>${part.text}</h2>${part.links?.map(link)}</div>`;
      case 'table':
        return cards(part);
      case 'fields':
        return html`<div class="fields">${part.fields.map((one) => html`<label>${one.label}${control(one, html``)}</label>`)}</div>`;
      case 'matrix':
        return matrix(part, `boxes${next.id}`);
    }
  },
};
