// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { outlineTarget, readChoice } from '../../../lib/page/choice';
import { layOutPage } from './layout';

const key = '1f3c9a70-5b2e-4d11-a8c4-0f6e2b7d9c35';
const otherKey = '7b8d2e41-9c06-4f5a-b1d3-6a4e8c0f2d97';
const pick = { key, name: 'Acme Ltd' };

beforeEach(layOutPage);

function control(markup: string): Element {
  document.body.innerHTML = markup;
  return document.body.firstElementChild ?? document.body;
}

const keyed = (selected: 'wanted' | 'other'): Element =>
  control(
    `<select><option id="${otherKey}"${selected === 'other' ? ' selected' : ''}>Beta Ltd</option>
     <option id="${key}"${selected === 'wanted' ? ' selected' : ''}>Acme Ltd (connected)</option></select>`,
  );

describe('readChoice', () => {
  it('tells the right choice from another one by the key of the option', () => {
    expect(readChoice(keyed('wanted'), pick)).toEqual({ state: 'right' });
    expect(readChoice(keyed('other'), pick)).toEqual({ state: 'other', name: 'Beta Ltd' });
  });

  it('does not take a company of the same name for the wanted one where keys tell them apart', () => {
    const list = control(`<select><option id="${otherKey}" selected>Acme Ltd</option></select>`);
    expect(readChoice(list, pick)).toEqual({ state: 'missing' });
  });

  it('goes by the name where the page has no keys any more', () => {
    const list = control(
      '<select><option>Beta Ltd</option><option selected>  acme   LTD (connected)</option></select>',
    );
    expect(readChoice(list, pick)).toEqual({ state: 'right' });
  });

  it('does not take a company whose name only begins alike', () => {
    const list = control('<select><option selected>Acme Ltd Holdings</option></select>');
    expect(readChoice(list, pick)).toEqual({ state: 'missing' });
  });

  it.each([
    [
      'radio buttons',
      '<fieldset><label><input type="radio" name="o" checked>Beta Ltd</label><label><input type="radio" name="o">Acme Ltd</label></fieldset>',
    ],
    [
      'a list of options',
      '<ul role="listbox"><li role="option" aria-selected="true">Beta Ltd</li><li role="option">Acme Ltd</li></ul>',
    ],
    [
      'a group of radios',
      '<div role="radiogroup"><div role="radio" aria-checked="true">Beta Ltd</div><div role="radio" aria-checked="false">Acme Ltd</div></div>',
    ],
  ])('reads %s', (_what, markup) => {
    expect(readChoice(control(markup), pick)).toEqual({ state: 'other', name: 'Beta Ltd' });
  });

  it('knows when nothing is chosen yet', () => {
    const list = control('<ul role="listbox"><li role="option">Beta Ltd</li><li role="option">Acme Ltd</li></ul>');
    expect(readChoice(list, pick)).toEqual({ state: 'none' });
  });

  it('is content when the wanted one is among several chosen ones', () => {
    const list = control(
      '<select multiple><option selected>Beta Ltd</option><option selected>Acme Ltd</option></select>',
    );
    expect(readChoice(list, pick)).toEqual({ state: 'right' });
  });

  it('says missing for an empty list', () => {
    expect(readChoice(control('<select></select>'), pick)).toEqual({ state: 'missing' });
  });

  it('takes the line that asks to choose for no company', () => {
    const list = control(
      '<select><option value="">Select a company</option><option value="1">Acme Ltd</option></select>',
    );
    expect(readChoice(list, pick)).toEqual({ state: 'none' });
  });

  it('caps the name it repeats', () => {
    const list = control(`<select><option>Acme Ltd</option><option selected>${'B'.repeat(500)}</option></select>`);
    expect(readChoice(list, pick)).toEqual({ state: 'other', name: 'B'.repeat(80) });
  });
});

describe('outlineTarget', () => {
  it('points at the list where options have no box of their own', () => {
    const list = keyed('other');
    expect(outlineTarget(list, pick)).toBe(list);
  });

  it('points at the label of the wanted radio button', () => {
    const list = control(
      '<fieldset><label><input type="radio">Beta Ltd</label><label id="a"><input type="radio">Acme Ltd</label></fieldset>',
    );
    expect(outlineTarget(list, pick).id).toBe('a');
  });

  it('points at the list when the wanted one is not in it', () => {
    const list = control('<ul role="listbox"><li role="option">Beta Ltd</li></ul>');
    expect(outlineTarget(list, pick)).toBe(list);
  });
});
