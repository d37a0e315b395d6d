// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickGuard, guardClicks } from '../../../lib/page/click-guard';
import { layOutPage, showPage } from './layout';

// What a hostile page does to an overlay is tried in real browsers; this page is friendly, but where a test covers it.
const cover = vi.hoisted(() => ({ isThere: false }));
vi.mock('../../../lib/page/tamper', () => ({
  isTampered: () => false,
  isCovered: () => cover.isThere,
  isDeceptive: () => cover.isThere,
}));

/** Longer than an overlay has to stand still. */
const restMs = 700;

let atMs = 0;
let life: AbortController;
let guard: ClickGuard;
let host: HTMLElement;
let isHere = true;
let isInPage = true;

/** The page around this frame, as far as the guard looks at it. */
const around = { document: { hasFocus: () => isInPage } };

function begin(): void {
  host = document.createElement('ledgerline-guide');
  host.dataset.dir = 'ltr';
  document.documentElement.append(host);
  guard = guardClicks(host, host, {
    box: () => ({ x: 10, y: 30, width: 100, height: 40 }),
    nowMs: () => atMs,
    signal: life.signal,
  });
  atMs += restMs;
  guard.look();
}

const allowsClick = (): boolean => {
  const click = new MouseEvent('click');
  Object.defineProperty(click, 'isTrusted', { value: true });
  return guard.allows(click);
};

/** What the browser does when a press in this frame takes the focus. */
function takeFocus(): void {
  isHere = true;
  isInPage = true;
  window.dispatchEvent(new Event('focus'));
  guard.look();
}

beforeEach(() => {
  cover.isThere = false;
  layOutPage();
  showPage('https://www.intacct.com/ia/acct/lister.phtml', '<p data-box="300 300 10 10">A page</p>');
  vi.spyOn(document, 'hasFocus').mockImplementation(() => isHere);
  Object.defineProperty(window, 'top', { configurable: true, get: () => around });
  isHere = true;
  isInPage = true;
  life = new AbortController();
});

afterEach(() => {
  life.abort();
  host.remove();
  vi.restoreAllMocks();
});

describe('a click in an overlay', () => {
  it('counts when it takes the focus from another frame of the page', () => {
    isHere = false;
    begin();
    takeFocus();
    expect(allowsClick()).toBe(true);
  });

  it('does not count when it brings the window back', () => {
    isHere = false;
    begin();
    isInPage = false;
    guard.look();
    takeFocus();
    expect(allowsClick()).toBe(false);
    atMs += restMs;
    expect(allowsClick()).toBe(true);
  });

  it('does not count for a while after a cover was seen, which may come and go between two looks', () => {
    begin();
    cover.isThere = true;
    guard.look();
    cover.isThere = false;
    atMs += restMs;
    guard.look();
    expect(allowsClick()).toBe(false);
    atMs += 2 * restMs;
    guard.look();
    expect(allowsClick()).toBe(true);
  });

  it('does not count when the window came back in another frame of the page', () => {
    isHere = false;
    isInPage = false;
    begin();
    isInPage = true;
    guard.look();
    takeFocus();
    expect(allowsClick()).toBe(false);
  });

  it('does not count when the frame itself lost the window and got it back', () => {
    begin();
    expect(allowsClick()).toBe(true);
    isHere = false;
    isInPage = false;
    window.dispatchEvent(new Event('blur'));
    takeFocus();
    expect(allowsClick()).toBe(false);
  });
});
