// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { asksForPassword, findElement, isVisible } from '../../../lib/page/find-by-text';
import { layOutPage } from './layout';

beforeEach(() => {
  layOutPage();
  document.body.innerHTML = '';
});

describe('findElement', () => {
  it('takes the first finder that leads to something visible', () => {
    document.body.innerHTML = '<p id="a" hidden>one</p><p id="b">two</p><h1 id="c">three</h1>';
    expect(findElement([{ selector: '#a' }, { selector: '#b' }, { selector: 'h1' }])?.id).toBe('b');
  });

  it('falls back to what the page says when every id and class has changed', () => {
    document.body.innerHTML = '<button class="x9">Cancel</button><button class="x8">Allow  \n ACCESS</button>';
    const found = findElement([{ selector: '#approveButton' }, { selector: 'button', texts: ['allow access'] }]);
    expect(found?.className).toBe('x8');
  });

  it('prefers the tightest element that holds the words', () => {
    document.body.innerHTML = '<div id="outer">Top <div id="inner">Error: unauthorized_client</div> bottom</div>';
    expect(findElement([{ selector: 'div', texts: ['error:'] }])?.id).toBe('inner');
  });

  it('reads the label of a submit field', () => {
    document.body.innerHTML = '<form><input type="submit" id="go" value="Allow access"></form>';
    expect(findElement([{ selector: 'input[type=submit]', texts: ['allow access'] }])?.id).toBe('go');
  });

  it('does not take a whole page for a landmark because a word stands in it', () => {
    document.body.innerHTML = `<div>${'words '.repeat(500)} error: here</div>`;
    expect(findElement([{ selector: 'div', texts: ['error:'] }])).toBeUndefined();
  });

  it('finds nothing that cannot be seen', () => {
    document.body.innerHTML = '<div hidden><p id="p">Error: x</p></div><p data-box="0 0 0 0" id="q">Error: y</p>';
    expect(findElement([{ selector: 'p', texts: ['error:'] }])).toBeUndefined();
  });
});

describe('isVisible', () => {
  it('says no for an element without area', () => {
    document.body.innerHTML = '<p data-box="5 5 0 10">x</p><p>y</p>';
    expect([...document.body.children].map(isVisible)).toEqual([false, true]);
  });
});

describe('asksForPassword', () => {
  it('sees a password field even while it is hidden (SEC-16)', () => {
    expect(asksForPassword()).toBe(false);
    document.body.innerHTML = '<form hidden><input type="password"></form>';
    expect(asksForPassword()).toBe(true);
  });
});
