import { beforeEach, describe, expect, it, vi } from 'vitest';

type Listener = (...given: never[]) => void;

const fake = vi.hoisted(() => ({ created: new Set<Listener>(), updated: new Set<Listener>(), types: new Map() }));
const eventOf = (listeners: Set<Listener>) => ({
  addListener: (listener: Listener) => listeners.add(listener),
  removeListener: (listener: Listener) => listeners.delete(listener),
});
vi.mock('../../../lib/browser/api', () => ({
  browser: {
    tabs: { onCreated: eventOf(fake.created), onUpdated: eventOf(fake.updated) },
    windows: {
      get: (id: number) =>
        fake.types.has(id) ? Promise.resolve({ type: fake.types.get(id) }) : Promise.reject(new Error('gone')),
    },
  },
}));
const { findAuthWindow } = await import('../../../lib/browser/find-auth-window');

const state = 'c3RhdGUtb2Ytb3Vycw';
const signIn = `https://login.books.example/authorize?client_id=ours&state=${state}&scope=read`;
const theirs = 'https://login.books.example/authorize?client_id=theirs&state=another';

let shown: unknown[] = [];
let stop: () => void = () => undefined;

function call(listeners: Set<Listener>, ...given: unknown[]): void {
  for (const listener of listeners) Reflect.apply(listener, undefined, given);
}

/** A tab appears in a window of its own; its id is ten times that of the window. */
async function appear(windowId: number, facts: object = {}, type = 'popup'): Promise<void> {
  fake.types.set(windowId, type);
  call(fake.created, { id: windowId * 10, windowId, incognito: false, ...facts });
  await new Promise((resolve) => setTimeout(resolve));
}

function navigate(windowId: number, url: string | undefined): void {
  call(fake.updated, windowId * 10, url === undefined ? { status: 'complete' } : { url });
}

beforeEach(() => {
  for (const known of [fake.created, fake.updated, fake.types]) known.clear();
  shown = [];
  stop = findAuthWindow(signIn, (found) => void shown.push(found));
});

const windowOf = (windowId: number): object => ({ windowId, tabId: windowId * 10, isCertain: true });
const perhaps = (windowId: number): object => ({ ...windowOf(windowId), isCertain: false });

describe('findAuthWindow', () => {
  it.each([
    ['the sign-in page itself', { url: signIn }],
    ['a page that is still loading', { url: '', pendingUrl: signIn }],
    [
      'a page our request was sent on to',
      { url: `https://id.books.example/?next=%252Fauthorize%253Fstate%253D${state}` },
    ],
    ['a page on the same host that no longer names it', { url: 'https://login.books.example/sign-in' }],
  ])('knows ours by %s', async (_name, facts) => {
    await appear(1, facts);
    expect(shown).toEqual([windowOf(1)]);
  });

  it('knows ours once a blank page has gone to the sign-in', async () => {
    await appear(1, { url: 'about:blank' });
    expect(shown).toEqual([perhaps(1)]);
    navigate(1, signIn);
    expect(shown).toEqual([perhaps(1), windowOf(1)]);
    navigate(1, 'https://elsewhere.example/');
    await appear(2);
    expect(shown).toHaveLength(2);
  });

  it('took a popup of another site, opened at the same moment, for ours', async () => {
    await appear(1, { url: 'https://shop.example/offer' });
    expect(shown).toEqual([]);
    await appear(2, { url: signIn });
    expect(shown).toEqual([windowOf(2)]);
  });

  it('took a popup nobody may see into for ours', async () => {
    await appear(1);
    expect(shown).toEqual([perhaps(1)]);
    await appear(2, { url: signIn });
    expect(shown).toEqual([perhaps(1), windowOf(2)]);
  });

  it('could not bring its own window to the front where nobody may see into it', async () => {
    await appear(1);
    expect(shown).toEqual([perhaps(1)]);
    await appear(2);
    expect(shown).toEqual([perhaps(1), 'unidentified']);
  });

  it('took the sign-in of somebody else at the same provider for ours', async () => {
    await appear(1, { url: theirs });
    await appear(2, { url: `https://login.books.example/sign-in?next=${encodeURIComponent(theirs)}` });
    expect(shown).toEqual([]);
    await appear(3, { url: signIn });
    expect(shown).toEqual([windowOf(3)]);
  });

  it('names none of two that may be ours', async () => {
    await appear(1, { url: 'https://login.books.example/sign-in' });
    await appear(2, { url: 'https://login.books.example/sign-in' });
    expect(shown.at(-1)).toBe('unidentified');
    navigate(2, `https://login.books.example/consent?state=${state}`);
    expect(shown.at(-1)).toEqual(windowOf(2));
  });

  it('is not misled by a popup of another site that goes to the provider later', async () => {
    await appear(1, { url: 'https://shop.example/offer' });
    navigate(1, theirs);
    expect(shown).toEqual([]);
  });

  it('knows ours where somebody who is signed in was sent on before it appeared', async () => {
    await appear(1, { url: 'https://id.books.example/consent' });
    expect(shown).toEqual([windowOf(1)]);
  });

  it('believes the sign-in host before other hosts of the provider, and neither of two at one', async () => {
    await appear(1, { url: 'https://go.books.example/report' });
    await appear(2, { url: 'https://go.books.example/report' });
    expect(shown).toEqual([windowOf(1), 'unidentified']);
    await appear(3, { url: 'https://login.books.example/sign-in' });
    expect(shown.at(-1)).toEqual(windowOf(3));
  });

  it.each<[string, object, string?]>([
    ['a tab in a normal window', { url: signIn }, 'normal'],
    ['a tab that another opened', { url: signIn, openerTabId: 3 }],
    ['a private window', { url: signIn, incognito: true }],
  ])('leaves %s alone', async (_name, facts, type) => {
    await appear(1, facts, type);
    expect(shown).toEqual([]);
  });

  it('forgets a window that is gone before it was looked at, and stops looking when told', async () => {
    call(fake.created, { id: 10, windowId: 1, url: signIn });
    await new Promise((resolve) => setTimeout(resolve));
    navigate(1, signIn);
    expect(shown).toEqual([]);
    stop();
    expect([fake.created.size, fake.updated.size]).toEqual([0, 0]);
  });
});
