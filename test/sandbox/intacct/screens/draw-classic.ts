import { type Html, html } from '../../core/page.ts';
import { action, checkbox, control, rightBox, shortcuts } from './draw-pieces.ts';
import type { Drawing } from './drawing.ts';
import type { Field, Link, Matrix, Part, Screen } from './screen.ts';

const link = ({ label, href, isIcon }: Link): Html =>
  isIcon ? html`<a href="${href}" title="${label}">✎</a> ` : html`<a href="${href}">${label}</a> `;

function field(one: Field, id: string): Html {
  return html`<label for="${id}">${one.label}</label>${control(one, html`id="${id}"`)}`;
}

/** Rights are columns; nothing but their heads names a box. */
function matrix(part: Matrix, group: string): Html {
  return html`<h2>${part.title}</h2><p>${shortcuts(part, group)}</p>
<table class="permissions"><tr><th></th>${part.columns.map(({ label }) => html`<th>${label}</th>`)}</tr>
${part.rows.map(
  ({ label, place }) =>
    html`<tr><td>${label}</td>${part.columns.map(
      (right) => html`<td>${rightBox(part, group, { place, right })}</td>`,
    )}</tr>`,
)}</table>`;
}

function table(part: Extract<Part, { kind: 'table' }>): Html {
  const hasBoxes = part.rows.some((row) => row.box);
  return html`<table><tr>${hasBoxes && html`<th></th>`}${part.columns.map((column) => html`<th>${column}</th>`)}<th></th></tr>
${part.rows.map(
  ({
    box,
    cells,
    links,
  }) => html`<tr>${hasBoxes && html`<td>${box && checkbox(box.name, box.value, box.isTicked)}</td>`}
${cells.map((cell) => html`<td>${cell}</td>`)}<td>${links.map(link)}</td></tr>`,
)}</table>`;
}

function page(screen: Screen, parts: Html, form: Html | undefined): Html {
  const tabs = screen.tabs?.map(({ link: { label, href }, isOpen }) =>
    isOpen ? html`<b>${label}</b> ` : html`<a href="${href}">${label}</a> `,
  );
  const body = form
    ? html`<form method="post" action="${action}">${form}${parts}<button id="saveButton" type="submit">${screen.words.save}</button></form>`
    : parts;
  return html`<main class="wide"><h1>${screen.heading}</h1>${tabs && html`<p class="tabs">${tabs}</p>`}
${screen.links && html`<p>${screen.links.map(({ label, href }) => html`<a class="button" href="${href}">${label}</a>`)}</p>`}${body}</main>`;
}

/** Tables, headings that are headings, labels that are labels; ids on what is typed into. */
export const classic: Drawing = {
  page,
  part(part, next) {
    next.id += 1;
    switch (part.kind) {
      case 'note':
        return html`<p>${part.text}</p>`;
      case 'facts':
        return html`<table>${part.facts.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}</table>`;
      case 'heading':
        return html`<div class="section"><h2>${part.text}</h2> ${part.links?.map(link)}</div>`;
      case 'table':
        return table(part);
      case 'fields':
        return html`${part.fields.map((one, index) => field(one, `${one.name}${index}`))}`;
      case 'matrix':
        return matrix(part, `boxes${next.id}`);
    }
  },
};
