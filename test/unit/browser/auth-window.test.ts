import { describe, expect, it, vi } from 'vitest';

/** What the browser's own window does next. */
const next = vi.hoisted(() => ({ launch: (): Promise<string | undefined> => Promise.resolve(undefined) }));
vi.mock('../../../lib/browser/api', () => ({
  browser: {
    identity: {
      launchWebAuthFlow: () => next.launch(),
      getRedirectURL: (path: string) => `https://ours.example/${path}`,
    },
    runtime: { getPlatformInfo: () => Promise.resolve({}) },
    tabs: {
      onCreated: { addListener: () => undefined, removeListener: () => undefined },
      onUpdated: { addListener: () => undefined, removeListener: () => undefined },
    },
  },
}));

const { openAuthWindow, redirectUriFor } = await import('../../../lib/browser/auth-window');

describe('openAuthWindow', () => {
  it('gives back the redirect', async () => {
    next.launch = () => Promise.resolve('https://ours.example/p?code=1');
    expect(await openAuthWindow('https://login.example/', () => undefined)).toEqual({
      kind: 'redirect',
      url: 'https://ours.example/p?code=1',
    });
  });

  it.each<[string, unknown, string]>([
    ['SEC-24 Chromium: closed', new Error('The user did not approve access.'), 'closed'],
    ['SEC-25 Firefox: closed', { message: 'User cancelled or denied access.' }, 'closed'],
    [
      'SEC-23 any page that answers 400 or more',
      new Error('Authorization page could not be loaded.'),
      'page_not_loaded',
    ],
    ['SEC-22 another window hangs', new Error('Only one web auth flow is allowed at a time.'), 'another_open'],
    ['SEC-25 words nobody knows', new Error('Something new in version 200.'), 'unknown'],
    ['SEC-25 no error object at all', 'odd', 'unknown'],
    ['SEC-25 nothing', undefined, 'unknown'],
  ])('%s', async (_name, thrown, kind) => {
    next.launch = () => Promise.reject(thrown);
    expect((await openAuthWindow('https://login.example/', () => undefined)).kind).toBe(kind);
  });

  it('SEC-25 does not take a redirect of nothing for an answer', async () => {
    next.launch = () => Promise.resolve(undefined);
    expect((await openAuthWindow('https://login.example/', () => undefined)).kind).toBe('unknown');
  });

  it('SEC-04 SEC-05 has one redirect address per provider', () => {
    expect(redirectUriFor('books')).toBe('https://ours.example/books');
  });
});
