// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasOwnFrame, isInOwnPage } from '../../../lib/page/own-frames';
import { screensAt, watchScreens } from '../../../lib/page/screen-watch';
import type { SharedPage } from '../../../lib/page/shared-page';
import { type ScreenFacts, watchPlaces } from '../../../lib/providers/screen';
import { layOutPage, showPage } from './layout';

const inside = /^\/acct\//;

function framed(id: string, word: string): ScreenFacts {
  const heading = { selector: 'h1, h2', texts: [word] };
  return {
    id: `books.${id}`,
    providerId: 'books',
    kind: 'users',
    hosts: ['*.books.example'],
    path: inside,
    matches: ['https://*.books.example/acct/*'],
    excludes: ['https://*.books.example/acct/login*'],
    inFrames: true,
    companyKey: /(?<=#company=)[^&]+/,
    landmarks: [heading],
    anchors: [heading],
  };
}

const screens = [framed('roles', 'roles'), framed('users', 'users')];

/** Puts a chain of pages around this one; `undefined` is a page of another origin. */
function surroundWith(...origins: readonly (string | undefined)[]): void {
  const own = { location: window.location };
  let outer: object | undefined;
  for (const origin of [...origins].reverse()) {
    const inner: { location: unknown; parent?: object } = { location: { origin, hash: '#company=Acme' } };
    if (origin === undefined)
      Object.defineProperty(inner, 'location', {
        get() {
          throw new DOMException('Blocked a frame', 'SecurityError');
        },
      });
    inner.parent = outer ?? inner;
    outer = inner;
  }
  vi.stubGlobal('parent', outer ?? own);
}

beforeEach(() => {
  vi.useFakeTimers();
  layOutPage();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('isInOwnPage', () => {
  it('is true of a page that stands alone', () => {
    showPage('https://www.books.example/acct/frames', '<h1>Roles</h1>');
    expect(isInOwnPage()).toBe(true);
  });

  it.each<[boolean, string, (string | undefined)[]]>([
    [true, 'a page of the same origin', ['https://www.books.example']],
    [true, 'pages of the same origin', ['https://www.books.example', 'https://www.books.example']],
    [false, 'a page nobody may look at', [undefined]],
    [false, 'a page of another origin', ['https://evil.example']],
    [false, 'another origin further out', ['https://www.books.example', undefined]],
  ])('is %s inside %s (SEC-52, SEC-62)', (expected, _what, origins) => {
    showPage('https://www.books.example/acct/frame', '<h1>Roles</h1>');
    surroundWith(...origins);
    expect(isInOwnPage()).toBe(expected);
  });
});

describe('screens that share one address', () => {
  it('are all candidates, and others below them are not', () => {
    const shell: ScreenFacts = { ...framed('shell', 'home'), path: /^\// };
    const found = screensAt([...screens, shell], new URL('https://www.books.example/acct/x.phtml?.sess=1'));
    expect(found.map(({ facts }) => facts.id)).toEqual(['books.roles', 'books.users']);
  });

  it.each([
    ['<h1>Roles</h1>', 'books.roles'],
    ['<h2>All users</h2>', 'books.users'],
  ])('are told apart by what the page says: %s', async (markup, screenId) => {
    showPage('https://www.books.example/acct/x.phtml?.sess=1#company=Acme', markup);
    const sent: unknown[] = [];
    const runtime = {
      id: 'ours',
      sendMessage: <Reply>(message: unknown): Promise<Reply> => {
        sent.push(message);
        return Promise.reject(new Error('nobody answers'));
      },
    };
    const page: SharedPage = {};
    watchScreens(screens, { runtime, i18n: { getMessage: (key) => key } }, page);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([{ type: 'screen.shown', screenId, companyKey: 'Acme' }]);
  });
});

describe('hasOwnFrame', () => {
  it('sees a frame of the page’s own on show, and no other', () => {
    showPage('https://books.example/acct/home', '<iframe srcdoc=""></iframe>');
    const frame = document.querySelector('iframe');
    Object.defineProperty(frame, 'contentDocument', { value: document, configurable: true });
    expect(hasOwnFrame()).toBe(true);
    Object.defineProperty(frame, 'contentDocument', { value: null });
    expect(hasOwnFrame()).toBe(false);
  });
});

describe('watchPlaces', () => {
  it('registers frames apart from pages, and away from the sign-in page', () => {
    const plain: ScreenFacts = { ...framed('home', 'home'), matches: ['https://home.example/*'] };
    delete plain.inFrames;
    delete plain.excludes;
    expect(watchPlaces([plain, ...screens])).toEqual([
      { inFrames: false, matches: ['https://home.example/*'], excludes: [] },
      {
        inFrames: true,
        matches: ['https://*.books.example/acct/*'],
        excludes: ['https://*.books.example/acct/login*'],
      },
    ]);
  });

  it('registers nothing while no provider is connected', () => {
    expect(watchPlaces([])).toEqual([]);
  });
});
