// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { readPath, readSigns } from '../../../lib/page/read-path';
import type { Path, SignFact } from '../../../lib/providers/path';
import { layOutPage } from './layout';

const maya = 'maya@fernhill.example';
const names = { person: [maya], app: ['Ledgerline'], company: ['Acme'] };

const path: Path = {
  cause: 'user_permission_insufficient',
  steps: [
    { id: 'menu', screens: ['shell'], target: { finders: [{ selector: 'button', texts: ['acme'] }] } },
    { id: 'settings', screens: ['shell'], target: { finders: [{ selector: 'a', texts: ['settings'] }] } },
    {
      id: 'role',
      screens: ['users'],
      target: { finders: [{ selector: 'select', texts: ['role'] }] },
      choose: ['standard', 'adviser'],
    },
    { id: 'email', screens: ['users'], target: { finders: [{ selector: 'input', texts: ['email'] }] }, fill: 'person' },
    { id: 'save', screens: ['users'], target: { finders: [{ selector: 'button', texts: ['save'] }] } },
  ],
};

beforeEach(() => {
  layOutPage();
  document.body.innerHTML = '';
});

function at(screen: string, pressed?: ReadonlySet<number>): string {
  const moment = readPath(path.steps, screen, names, pressed);
  if (!moment) return 'nowhere';
  const words = [path.steps[moment.step]?.id ?? 'done', moment.target?.id, moment.wanted];
  return words.filter((word) => word !== undefined).join(' ');
}

const select = (chosen: string): string =>
  `<label>Role <select id="list">${['Read only', '• Standard', 'Adviser']
    .map((role) => `<option${role === chosen ? ' selected' : ''}>${role}</option>`)
    .join('')}</select></label>`;
const email = (value: string): string => `<label>Email <input id="field" type="email" value="${value}"></label>`;

describe('readPath', () => {
  it('goes on to what came into sight', () => {
    document.body.innerHTML = '<button id="acme">Acme</button>';
    expect(at('shell')).toBe('menu acme');
    document.body.innerHTML += '<a href="#" id="way">Settings</a>';
    expect(at('shell')).toBe('settings way');
  });

  it('ticks off what is chosen and typed, and names what is to be', () => {
    const save = '<button id="save">Save</button>';
    document.body.innerHTML = select('Read only') + email('') + save;
    expect(at('users')).toBe('role list Standard');
    document.body.innerHTML = select('Adviser') + email('') + save;
    expect(at('users')).toBe(`email field ${maya}`);
    document.body.innerHTML = select('• Standard') + email(maya) + save;
    expect(at('users')).toBe('save save');
    expect(at('users', new Set([4]))).toBe('done');
  });

  it('takes no box for a field because its words sound alike', () => {
    document.body.innerHTML = `${select('Adviser')}<label><input type="checkbox"> Email me</label><button>Save</button>`;
    expect(at('users')).toBe('email');
  });

  it('says the step and points at nothing where two things fit', () => {
    document.body.innerHTML = '<button>Acme</button><button>Acme</button>';
    expect(at('shell')).toBe('menu');
    expect(at('billing')).toBe('nowhere');
  });
});

describe('readSigns', () => {
  const facts: readonly SignFact[] = [
    {
      sign: 'role_limited',
      screens: ['users'],
      when: { says: { finders: [{ selector: 'select', texts: ['role'] }] }, oneOf: ['read only'] },
    },
    { sign: 'person_missing', screens: ['users'], when: { lacks: 'person', in: [{ selector: 'table' }] } },
  ];

  it('tells what the page shows, on its own screens alone', () => {
    document.body.innerHTML = `${select('Read only')}<table><tr><td>mia@other.example</td></tr></table>`;
    expect(readSigns(facts, 'users', names)).toEqual(['role_limited', 'person_missing']);
    expect(readSigns(facts, 'shell', names)).toEqual([]);
  });

  it('misses nobody whose name is not known, and nobody in a list that is not there', () => {
    document.body.innerHTML = '<table><tr><td>mia@other.example</td></tr></table>';
    expect(readSigns(facts, 'users', { ...names, person: [] })).toEqual([]);
    document.body.innerHTML = '<p>Loading</p>';
    expect(readSigns(facts, 'users', names)).toEqual([]);
  });
});
