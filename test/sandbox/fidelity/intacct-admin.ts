import { type Document, type Element, HTMLInputElement, HTMLSelectElement, Window } from 'happy-dom';
import { Person } from './person.ts';

const origin = 'https://www.intacct.com';

const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** What a person reads on something that can be clicked. */
function nameOf(element: Element): string {
  const spoken = ['aria-label', 'title', 'alt', 'value'].map((name) => element.getAttribute(name)).find(Boolean);
  return plain(element.textContent) === '✎' || plain(element.textContent) === ''
    ? plain(spoken)
    : plain(element.textContent);
}

const targetOf = (element: Element): string | null =>
  element.getAttribute('data-href') ?? element.getAttribute('data-window') ?? element.getAttribute('href');

/** A person in the product without a browser: reads pages and frames, follows what can be clicked, fills and sends forms. */
export class IntacctPerson {
  readonly #person = new Person('.intacct.com');
  /** The shell and every frame of it, or the one page that was opened last. */
  #documents: Document[] = [];
  #session = '';

  async signIn(company: string, user: { id: string; password: string }): Promise<void> {
    const form = { company, login: user.id, passwd: user.password };
    const shell = await this.#person.browse(`${origin}/ia/acct/login.phtml`, form);
    this.#session = new URL(shell.url).searchParams.get('.sess') ?? '';
    this.#documents = await this.#read(shell.body);
  }

  /** Everything on show, frames included. */
  get text(): string {
    return this.#documents.map(({ body }) => plain(body?.textContent)).join('\n');
  }

  /** Goes along the words of a menu, each of which may open more of it. */
  async follow(...words: string[]): Promise<void> {
    for (const word of words) {
      // Menus inside menus come last.
      const link = this.#clickables().findLast((one) => nameOf(one) === word || nameOf(one).endsWith(`> ${word}`));
      if (link) await this.#open(targetOf(link) ?? '');
      // A fold or a heading of the menu: what is below it is there already.
      else if (!this.text.includes(word)) throw new Error(`nothing says ${word} in: ${this.text}`);
    }
  }

  /** Clicks what has this name, in the row that says `row` where it is given. */
  async click(name: string, row?: string): Promise<void> {
    const inside = row === undefined ? undefined : this.#row(row);
    await this.#openFirst(name, this.#clickables(inside));
  }

  /** Clicks the first thing of this name below a heading. */
  async clickBelow(heading: string, name: string): Promise<void> {
    const all = this.#all('*');
    const start = all.findIndex((one) => one.children.length === 0 && plain(one.textContent) === heading);
    if (start === -1) throw new Error(`no heading ${heading} in: ${this.text}`);
    await this.#openFirst(
      name,
      this.#clickables().filter((one) => all.indexOf(one) > start),
    );
  }

  /** Chooses another entity of the company, or its top level. */
  async workIn(name: string): Promise<void> {
    const select = this.#all('select[name=".entity"]')[0];
    const option = [...(select?.querySelectorAll('option') ?? [])].find((one) => plain(one.textContent) === name);
    if (!option) throw new Error(`no entity ${name} in: ${this.text}`);
    const query = new URLSearchParams({ '.sess': this.#session, '.entity': option.getAttribute('value') ?? '' });
    const shell = await this.#person.browse(`${origin}/ia/acct/entity.phtml?${query}`);
    this.#documents = await this.#read(shell.body);
  }

  /** A page by the number of its address, whether or not something leads there. */
  async openPage(number: number): Promise<{ status: number; text: string }> {
    const query = new URLSearchParams({ '.sess': this.#session, '.op': String(number) });
    const answer = await this.#person.ask(`${origin}/ia/acct/lister.phtml?${query}`);
    return { status: answer.status, text: answer.body };
  }

  /** Ticks or clears a box: the one of a right in the row of a list, or the one of the row itself. */
  tick(row: string, right?: string, isTicked = true): void {
    const boxes = [...this.#row(row).querySelectorAll('input[type=checkbox]')];
    const named = (box: Element): string => plain(box.closest('label')?.textContent);
    // A box without a word of its own has that of its column.
    const column = (box: Element): string => {
      const cell = box.closest('td');
      const head = box.closest('table')?.querySelector('tr');
      return plain(head?.children[[...(cell?.parentElement?.children ?? [])].indexOf(cell ?? box)]?.textContent);
    };
    const titled = (box: Element): string => named(box) || column(box);
    const box = right === undefined ? boxes[0] : boxes.find((one) => titled(one) === right);
    if (!(box instanceof HTMLInputElement)) throw new Error(`no box ${right ?? ''} in ${row}`);
    box.checked = isTicked;
  }

  /** Writes into the field with this label, or chooses there; the last one where there are several. */
  fill(label: string, value: string): void {
    const field = this.#fields(label).at(-1);
    if (field instanceof HTMLInputElement) field.value = value;
    else if (field instanceof HTMLSelectElement) {
      const option = [...field.options].find((one) => plain(one.textContent) === value);
      if (!option) throw new Error(`${label} does not offer ${value}`);
      field.value = option.value;
    } else throw new Error(`no field ${label} in: ${this.text}`);
  }

  /** Sends the form that has a button of this name. */
  async save(name: string): Promise<void> {
    const button = this.#all('[type=submit]').find((one) => nameOf(one) === name);
    const form = button?.closest('form');
    if (!form) throw new Error(`no button ${name} in: ${this.text}`);
    const values: [string, string][] = [...form.querySelectorAll('input, select')].flatMap(
      (field): [string, string][] => {
        if (field instanceof HTMLSelectElement) return [[field.name, field.value]];
        if (!(field instanceof HTMLInputElement) || field.type === 'submit' || field.type === 'button') return [];
        return /checkbox|radio/.test(field.type) && !field.checked ? [] : [[field.name, field.value]];
      },
    );
    const answer = await this.#person.browse(new URL(form.getAttribute('action') ?? '', origin).href, values);
    this.#documents = await this.#read(answer.body);
  }

  async #openFirst(name: string, candidates: readonly Element[]): Promise<void> {
    const found = candidates.find((one) => nameOf(one) === name);
    if (!found) throw new Error(`nothing to click says ${name} in: ${this.text}`);
    await this.#open(targetOf(found) ?? '');
  }

  async #open(address: string): Promise<void> {
    const answer = await this.#person.browse(new URL(address, origin).href);
    const isApplication = address.includes('/work.phtml');
    // A page inside a frame takes the place of the one before; the menus around it stay.
    const staying = this.#documents.filter((one) => one.querySelector(isApplication ? 'nav' : 'nav, details'));
    this.#documents = [...staying, ...(await this.#read(answer.body))];
  }

  async #read(body: string): Promise<Document[]> {
    const { document } = new Window({ url: origin, settings: { disableJavaScriptEvaluation: true } });
    document.write(body);
    const frames = [...body.matchAll(/<frame src="([^"]+)"/g)].map(([, source]) =>
      (source ?? '').replaceAll('&amp;', '&'),
    );
    const inside: Document[] = [];
    for (const source of frames) {
      const answer = await this.#person.browse(new URL(source, origin).href);
      inside.push(...(await this.#read(answer.body)));
    }
    return frames.length > 0 ? inside : [document];
  }

  #all(selector: string): Element[] {
    return this.#documents.flatMap((document) => [...document.querySelectorAll(selector)]);
  }

  #clickables(inside?: Element): Element[] {
    const selector = 'a[href], [data-href], [data-window]';
    return inside ? [...inside.querySelectorAll(selector)] : this.#all(selector);
  }

  /** The smallest row, card or group that says this. */
  #row(text: string): Element {
    const rows = this.#all('tr, article, fieldset').filter((one) => plain(one.textContent).includes(text));
    const [row] = rows.sort((one, other) => plain(one.textContent).length - plain(other.textContent).length);
    if (!row) throw new Error(`no row ${text} in: ${this.text}`);
    return row;
  }

  #fields(label: string): Element[] {
    const cells = this.#all('td.name').filter((cell) => plain(cell.textContent) === label);
    const labels = this.#all('label').filter((one) => plain(one.firstChild?.textContent) === label);
    const besideCells = cells.map((cell) => cell.nextElementSibling?.querySelector('input, select'));
    const ofLabels = labels.map(
      (one) =>
        one.querySelector('input, select') ??
        one.ownerDocument.querySelector(`[id="${one.getAttribute('for') ?? ''}"]`),
    );
    return [...besideCells, ...ofLabels].filter((field) => field !== null && field !== undefined);
  }
}
