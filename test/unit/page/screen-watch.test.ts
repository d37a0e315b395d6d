// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageExtension } from '../../../lib/page/extension';
import { watchScreens } from '../../../lib/page/screen-watch';
import type { SharedPage } from '../../../lib/page/shared-page';
import { xeroScreens } from '../../../lib/providers/xero/screens';
import { layOutPage, showPage } from './layout';

const shell = '<header><button>Acme Ltd</button></header>';
const consent = '<button id="approveButton">Allow access</button>';

interface FakeExtension extends PageExtension {
  sent: unknown[];
}

function fakeExtension(): FakeExtension {
  const sent: unknown[] = [];
  const runtime = {
    id: 'ours',
    sendMessage: <Reply>(message: unknown): Promise<Reply> => {
      sent.push(message);
      return new Promise<Reply>((_, reject) => reject(new Error('nobody answers')));
    },
  };
  return { sent, runtime, i18n: { getMessage: (key) => key } };
}

let extension: FakeExtension;
let page: SharedPage;

function watch(screens: Parameters<typeof watchScreens>[0] = xeroScreens): void {
  watchScreens(screens, extension, page);
}

/** A route change as the Navigation-less fallback sees it. */
function goTo(path: string): void {
  window.location.href = new URL(path, window.location.href).href;
  window.dispatchEvent(new Event('popstate'));
}

beforeEach(() => {
  vi.useFakeTimers();
  layOutPage();
  extension = fakeExtension();
  page = {};
});

afterEach(() => {
  extension.runtime = { sendMessage: () => Promise.reject(new Error('gone')) };
  goTo('/gone');
  vi.useRealTimers();
});

describe('watchScreens', () => {
  it('tells anew when it is asked to look again, as for a sign-in window that was no tab yet', async () => {
    showPage('https://login.xero.com/identity/connect/authorize?client_id=x', '<p>Error: invalid_scope</p>');
    watch();
    await vi.advanceTimersByTimeAsync(100);
    const first = [...extension.sent];
    expect(first.length).toBeGreaterThan(0);
    page.look?.();
    await vi.advanceTimersByTimeAsync(100);
    expect(extension.sent).toEqual([...first, ...first]);
  });

  it('tells of a recognised screen once', async () => {
    showPage('https://go.xero.com/app/!a1/', shell);
    watch();
    await vi.advanceTimersByTimeAsync(5000);
    expect(extension.sent).toEqual([{ type: 'screen.shown', screenId: 'xero.shell', companyKey: '!a1' }]);
    expect(page.shown).toEqual({ screenId: 'xero.shell', companyKey: '!a1' });
  });

  it('says nothing on a page that is no screen', async () => {
    showPage('https://go.xero.com/Dashboard', shell);
    watch();
    await vi.advanceTimersByTimeAsync(5000);
    expect(extension.sent).toEqual([]);
  });

  it('waits for a landmark that comes late', async () => {
    showPage('https://authorize.xero.com/?consentId=1', '<p>Loading</p>');
    watch();
    await vi.advanceTimersByTimeAsync(1500);
    expect(extension.sent).toEqual([]);
    document.body.innerHTML = consent;
    await vi.advanceTimersByTimeAsync(100);
    expect(extension.sent).toEqual([{ type: 'screen.shown', screenId: 'xero.consent' }]);
  });

  it('waits for one that comes very late, as in large products, and gives up silently in the end (UX-50)', async () => {
    showPage('https://authorize.xero.com/?consentId=1', '<p>Loading</p>');
    watch();
    await vi.advanceTimersByTimeAsync(19_000);
    document.body.innerHTML = consent;
    await vi.advanceTimersByTimeAsync(100);
    expect(extension.sent).toHaveLength(1);
    extension.sent.length = 0;
    showPage('https://authorize.xero.com/?consentId=2', '<p>Loading</p>');
    page.look?.();
    await vi.advanceTimersByTimeAsync(20_100);
    document.body.innerHTML = consent;
    await vi.advanceTimersByTimeAsync(3000);
    expect(extension.sent).toEqual([]);
  });

  it('tells again of what a page draws anew, with which the overlay may have gone', async () => {
    const alike = { hosts: ['app.example'], path: /^\/users/ };
    const list = '<h1>All users</h1>';
    showPage('https://app.example/users', list);
    watch([
      { ...alike, id: 'user', landmarks: [{ selector: 'h1', texts: ['user detail'] }] },
      { ...alike, id: 'users', landmarks: [{ selector: 'h1', texts: ['all users'] }] },
    ]);
    await vi.advanceTimersByTimeAsync(100);
    for (const html of ['<p>Loading</p>', list]) {
      document.body.innerHTML = html;
      await vi.advanceTimersByTimeAsync(5000);
    }
    const told = { type: 'screen.shown', screenId: 'users' };
    expect(extension.sent).toEqual([told, told]);
  });

  it('leaves a page alone that asks for a password (SEC-16)', async () => {
    showPage('https://login.xero.com/identity/connect/authorize', '<p>Error: x</p><input type="password">');
    watch();
    await vi.advanceTimersByTimeAsync(5000);
    expect(extension.sent).toEqual([]);
  });

  it('stops waiting when a password field appears (SEC-16)', async () => {
    showPage('https://login.xero.com/identity/connect/authorize', '<p>Loading</p>');
    watch();
    document.body.innerHTML = '<input type="password">';
    await vi.advanceTimersByTimeAsync(100);
    document.body.innerHTML = '<p>Error: unauthorized_client : Invalid redirect_uri</p>';
    await vi.advanceTimersByTimeAsync(3000);
    expect(extension.sent).toEqual([]);
  });

  it('hands over the visible error of the sign-in error page before it tells of the screen', async () => {
    showPage(
      'https://login.xero.com/identity/connect/authorize?client_id=1',
      '<h1>Sorry, something went wrong</h1><p>Error code: 500</p><p>Error: unauthorized_client : Invalid redirect_uri</p>',
    );
    watch();
    await vi.advanceTimersByTimeAsync(10);
    expect(extension.sent).toEqual([
      { type: 'screen.error', screenId: 'xero.oauth_error', text: 'Error: unauthorized_client : Invalid redirect_uri' },
      { type: 'screen.shown', screenId: 'xero.oauth_error' },
    ]);
  });

  it('hands over what the limit page says', () => {
    const text = 'Sorry! Ledger Tools has reached their Xero connection limit, please let them know.';
    showPage('https://authorize.xero.com/connectionLimit', `<main><p>${text}</p></main>`);
    watch();
    expect(extension.sent).toContainEqual({ type: 'screen.error', screenId: 'xero.limit', text });
  });

  it('tells of each route change and takes the old overlay away', () => {
    const removed = vi.fn();
    page.overlay = { show: () => Promise.resolve(), remove: removed };
    showPage('https://go.xero.com/app/!a1/', shell);
    watch();
    removed.mockClear();
    goTo('/app/!a1/bills');
    expect(removed).not.toHaveBeenCalled();
    goTo('/app/!b2/bills');
    expect(removed).toHaveBeenCalledTimes(1);
    goTo('/Dashboard');
    expect(page.shown).toBeUndefined();
    expect(extension.sent).toEqual([
      { type: 'screen.shown', screenId: 'xero.shell', companyKey: '!a1' },
      { type: 'screen.shown', screenId: 'xero.shell', companyKey: '!a1' },
      { type: 'screen.shown', screenId: 'xero.shell', companyKey: '!b2' },
    ]);
  });

  it('remembers the company of this document on routes that leave it out', () => {
    showPage('https://go.xero.com/app/!a1/', `${shell}<h1>Users</h1>`);
    watch();
    goTo('/Settings/Users');
    expect(extension.sent.at(-1)).toEqual({ type: 'screen.shown', screenId: 'xero.users', companyKey: '!a1' });
  });

  it('forgets the screen it was waiting for when the route changes meanwhile', async () => {
    showPage('https://go.xero.com/app/!a1/', '');
    watch();
    goTo('/Dashboard');
    document.body.innerHTML = shell;
    await vi.advanceTimersByTimeAsync(3000);
    expect(extension.sent).toEqual([]);
  });

  it('notices a route change that fires no event', async () => {
    showPage('https://go.xero.com/Dashboard', shell);
    watch();
    window.location.href = 'https://go.xero.com/app/!a1/';
    await vi.advanceTimersByTimeAsync(250);
    expect(extension.sent).toHaveLength(1);
  });

  it('takes the overlay away and falls silent once the extension is gone (SEC-63)', () => {
    const removed = vi.fn();
    showPage('https://go.xero.com/app/!a1/', shell);
    watch();
    page.overlay = { show: () => Promise.resolve(), remove: removed };
    extension.runtime = { sendMessage: () => Promise.reject(new Error('Extension context invalidated.')) };
    goTo('/app/!b2/');
    goTo('/app/!c3/');
    expect(removed).toHaveBeenCalledTimes(1);
    expect(page.shown).toBeUndefined();
  });

  it('leaves no error behind when the extension goes away between check and call (SEC-63)', async () => {
    showPage('https://go.xero.com/app/!a1/', shell);
    extension.runtime = {
      id: 'ours',
      sendMessage: () => {
        throw new Error('Extension context invalidated.');
      },
    };
    watch();
    await vi.advanceTimersByTimeAsync(10);
    expect(extension.sent).toEqual([]);
  });
});
