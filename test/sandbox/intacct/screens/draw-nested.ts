import { type Html, html } from '../../core/page.ts';
import { action, checkbox, control, rightBox, shortcuts } from './draw-pieces.ts';
import type { Drawing } from './drawing.ts';
import type { Link, Matrix, Part, Screen } from './screen.ts';

/** Everything to click is an input or a picture, moved by script; some open in a window over the page. */
function link({ label, href, opens, isIcon }: Link): Html {
  const where = opens ? html`data-window="${href}"` : html`data-href="${href}"`;
  return isIcon
    ? html`<input type="image" alt="${label}" src="/ia/acct/pencil.svg" width="16" height="16" ${where}>`
    : html`<input type="button" class="cmd" value="${label}" ${where}>`;
}

/** A word beside each box, no head above them. */
function matrix(part: Matrix, group: string): Html {
  return html`<tr><td class="section" colspan="2">${part.title} ${shortcuts(part, group)}</td></tr>
${part.rows.map(
  ({ label, place }) =>
    html`<tr class="line"><td>${label}</td><td>${part.columns.map(
      (right) => html`<label class="right">${rightBox(part, group, { place, right })} ${right.label}</label> `,
    )}</td></tr>`,
)}`;
}

function table(part: Extract<Part, { kind: 'table' }>): Html {
  return html`<tr><td colspan="2"><table class="lister"><tbody><tr class="head"><td></td>${part.columns.map(
    (column) => html`<td>${column}</td>`,
  )}</tr>${part.rows.map(
    ({
      box,
      cells,
      links,
    }) => html`<tr class="line"><td class="cmds">${box && checkbox(box.name, box.value, box.isTicked)}${links.map(link)}</td>
${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></td></tr>`;
}

function page(screen: Screen, parts: Html, form: Html | undefined): Html {
  const tabs = screen.tabs?.map(
    ({ link: { label, href }, isOpen }) =>
      html`<td class="${isOpen ? 'tab on' : 'tab'}"><a href="${href}">${label}</a></td>`,
  );
  const buttons = html`${screen.links?.map(link)}${form && html`<input type="submit" class="cmd" value="${screen.words.save}">`}`;
  const body = html`${form}<table class="page"><tbody><tr><td class="pagetitle">${screen.heading}</td><td class="cmds">${buttons}</td></tr>
${tabs && html`<tr><td colspan="2"><table class="tabs"><tbody><tr>${tabs}</tr></tbody></table></td></tr>`}${parts}</tbody></table>`;
  return form ? html`<form method="post" action="${action}">${body}</form>` : body;
}

/** The older look: one table around everything, titles that are cells, no label that belongs to a field. */
export const nested: Drawing = {
  page,
  part(part, next) {
    next.id += 1;
    switch (part.kind) {
      case 'note':
        return html`<tr><td colspan="2">${part.text}</td></tr>`;
      case 'facts':
        return html`${part.facts.map(([name, value]) => html`<tr><td class="name">${name}</td><td>${value}</td></tr>`)}`;
      case 'heading':
        return html`<tr><td class="section">${part.text}</td><td class="cmds">${part.links?.map(link)}</td></tr>`;
      case 'table':
        return table(part);
      case 'fields':
        return html`${part.fields.map((one) => html`<tr><td class="name">${one.label}</td><td>${control(one, html``)}</td></tr>`)}`;
      case 'matrix':
        return matrix(part, `boxes${next.id}`);
    }
  },
};
