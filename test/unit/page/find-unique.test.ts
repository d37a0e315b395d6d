// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { findNaming, findUnique } from '../../../lib/page/find-unique';
import { layOutPage } from './layout';

const maya = 'maya@fernhill.example';
const names = { person: [maya, 'Maya Lindqvist'], app: ['Ledgerline'], company: ['Harbour Lane Bakery'] };

beforeEach(() => {
  layOutPage();
  document.body.innerHTML = '';
});

function idOf(found: ReturnType<typeof findUnique>): string | undefined {
  return found instanceof Element ? found.id : found;
}

const inRow = (selector: string, ...texts: string[]): string | undefined =>
  idOf(findUnique({ row: 'person', finders: [texts.length > 0 ? { selector, texts } : { selector }] }, names));

describe('findUnique', () => {
  it('means the control in the row that names the person, whatever stands around it', () => {
    document.body.innerHTML = `<table><tr><td>Mia (mia@other.example)</td><td><select id="hers"></select></td></tr>
      <tr><td><b>Maya Lindqvist</b><div>${maya}</div></td><td><span><select id="theirs"></select></span></td></tr></table>`;
    expect(inRow('select')).toBe('theirs');
  });

  it('takes nothing from the neighbour when the own row has none', () => {
    document.body.innerHTML = `<div><div><p>Mia</p><button id="hers">Edit</button></div><div><p>${maya}</p></div></div>`;
    expect(inRow('button', 'edit')).toBeUndefined();
  });

  it('takes the control of a form that names the person alone, not that of a form around a list of people', () => {
    document.body.innerHTML = `<form><p>Maya Lindqvist (${maya})</p><div><span>Reports</span><input type="checkbox" id="box" aria-label="Reports"></div></form>`;
    expect(inRow('input', 'reports')).toBe('box');
    document.body.innerHTML = `<form><div><p>mia@other.example</p><input type="checkbox" id="hers" aria-label="Reports"></div>
      <div><p>${maya}</p></div></form>`;
    expect(inRow('input', 'reports')).toBeUndefined();
  });

  it('says that there are several rather than to take the first', () => {
    document.body.innerHTML = '<a href="#">Users</a><button>Users</button>';
    expect(findUnique({ finders: [{ selector: 'a, button', texts: ['users'] }] }, names)).toBe('several');
  });

  it('tells words that are all from words that are part of others', () => {
    document.body.innerHTML = '<a href="#">Settings and privacy</a><a href="#" id="it">Settings ›</a>';
    const settings = { selector: 'a', texts: ['settings'] };
    expect(idOf(findUnique({ finders: [{ ...settings, isWhole: true }] }, names))).toBe('it');
    document.body.innerHTML = '<a href="#" id="other">Settings and privacy</a>';
    expect(findUnique({ finders: [{ ...settings, isWhole: true }] }, names)).toBeUndefined();
    expect(idOf(findUnique({ finders: [settings] }, names))).toBe('other');
  });

  it('spells out whom a finder names', () => {
    document.body.innerHTML =
      '<button id="menu">Harbour Lane Bakery ▾</button><button>Harbour Lane Bakery Ltd</button>';
    expect(idOf(findUnique({ finders: [{ selector: 'button', texts: ['$company'], isWhole: true }] }, names))).toBe(
      'menu',
    );
  });

  it('finds nothing in rows when nobody is known to look for', () => {
    document.body.innerHTML = '<table><tr><td>Mia</td><td><button>Edit</button></td></tr></table>';
    const place = { row: 'person', finders: [{ selector: 'button' }] } as const;
    expect(findUnique(place, { ...names, person: [] })).toBeUndefined();
  });
});

describe('findNaming', () => {
  it('goes by the address where the page shows it, since two people may have one name', () => {
    document.body.innerHTML = `<p id="a">Maya Lindqvist, elsewhere</p><p id="b">${maya}</p>`;
    expect(findNaming(names.person).map(({ id }) => id)).toEqual(['b']);
  });
});
