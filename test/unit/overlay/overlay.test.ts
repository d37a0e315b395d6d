// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Overlay } from '../../../components/overlay/overlay';
import type { GuideModel, PageRequest } from '../../../lib/messages/page-requests';
import { drawnScreen } from '../../../lib/providers/screen';
import { findScreen } from '../../../lib/providers/screens';
import { layOutPage, showPage } from '../page/layout';

const shell = { screenId: 'xero.shell', companyKey: '!acme' };
const model: GuideModel = {
  screenId: 'xero.shell',
  status: 'connected',
  statusWord: 'Connected',
  headline: 'Acme Ltd is connected',
  steps: [],
};

/** A worker that answers when the test says so. */
class FakeWorker {
  /** It ends this many times before it has an answer to what a page tells. */
  endsTimes = 0;
  hasUpdate = false;
  sent: PageRequest[] = [];
  model: GuideModel | null = model;
  runtime: { id?: string; sendMessage<Reply>(message: PageRequest): Promise<Reply> };
  i18n = { getMessage: (key: string) => key };

  constructor() {
    this.runtime = {
      id: 'ours',
      sendMessage: async <Reply>(message: PageRequest): Promise<Reply> => {
        this.sent.push(message);
        if (message.type === 'guide.progress') return this.#answerProgress();
        const facts = this.model && findScreen(this.model.screenId);
        const answer = facts && { ...this.model, screen: drawnScreen(facts) };
        return JSON.parse(JSON.stringify(message.type === 'guide.model' ? (answer ?? null) : null));
      },
    };
  }

  async #answerProgress<Reply>(): Promise<Reply> {
    this.endsTimes -= 1;
    if (this.endsTimes >= 0) throw new Error('A listener indicated an asynchronous response, but the channel closed');
    return JSON.parse(JSON.stringify({ hasUpdate: this.hasUpdate }));
  }
}

let worker: FakeWorker;
let overlay: Overlay;

const hosts = (): Element[] => [...document.querySelectorAll('ledgerline-guide')];

beforeEach(() => {
  vi.useFakeTimers();
  layOutPage();
  showPage('https://go.xero.com/app/!acme/', '<header><button data-box="10 10 100 30">Acme Ltd</button></header>');
  worker = new FakeWorker();
  overlay = new Overlay({ extension: worker, nowMs: () => performance.now() });
});

afterEach(() => {
  overlay.remove();
  vi.useRealTimers();
});

describe('Overlay', () => {
  it('stands once at the end of the page, whatever happens', async () => {
    for (let turn = 0; turn < 20; turn += 1) await overlay.show(shell);
    expect(hosts()).toHaveLength(1);
    expect(document.documentElement.lastElementChild).toBe(hosts()[0]);
    expect(hosts()[0]?.shadowRoot).toBeNull();
  });

  it('draws nothing when the worker has nothing to say', async () => {
    worker.model = null;
    await overlay.show(shell);
    expect(hosts()).toEqual([]);
  });

  it('goes when the worker has nothing to say any more', async () => {
    await overlay.show(shell);
    worker.model = null;
    await overlay.show(shell);
    expect(hosts()).toEqual([]);
  });

  it('drops an answer that comes after the screen was left (UX-57)', async () => {
    const showing = overlay.show(shell);
    overlay.remove();
    await showing;
    expect(hosts()).toEqual([]);
  });

  it('tells what this page shows where another page said that its user may not make the change', async () => {
    await overlay.show(shell);
    expect(worker.sent.filter(({ type }) => type === 'guide.progress')).toEqual([]);
    overlay.remove();
    worker.model = { ...model, lacksPermission: true };
    await overlay.show(shell);
    expect(worker.sent.filter(({ type }) => type === 'guide.progress')).toEqual([
      { type: 'guide.progress', ...shell, signs: [] },
    ]);
  });

  it('tells once more when the worker ended before it had checked, and then asks what is new', async () => {
    worker.model = { ...model, lacksPermission: true };
    Object.assign(worker, { endsTimes: 1, hasUpdate: true });
    await overlay.show(shell);
    await vi.advanceTimersByTimeAsync(10);
    expect(worker.sent.map(({ type }) => type)).toEqual([
      'guide.model',
      'guide.progress',
      'guide.progress',
      'guide.model',
    ]);
  });

  it('drops an answer about another screen', async () => {
    worker.model = { ...model, screenId: 'xero.users' };
    await overlay.show(shell);
    expect(hosts()).toEqual([]);
  });

  it('goes when another company comes on screen, and comes back with its own words', async () => {
    await overlay.show(shell);
    const first = hosts()[0];
    await overlay.show({ screenId: 'xero.shell', companyKey: '!beta' });
    expect(hosts()).toHaveLength(1);
    expect(hosts()[0]).not.toBe(first);
    expect(worker.sent.at(-1)).toEqual({ type: 'guide.model', screenId: 'xero.shell', companyKey: '!beta' });
  });

  it('leaves a sign-in page alone that asks for a password, also later (SEC-16)', async () => {
    showPage('https://login.xero.com/identity/connect/authorize', '<p>Error: x</p>');
    worker.model = { ...model, screenId: 'xero.oauth_error', status: 'needs_you' };
    await overlay.show({ screenId: 'xero.oauth_error' });
    expect(hosts()).toHaveLength(1);
    document.body.insertAdjacentHTML('beforeend', '<input type="password">');
    await vi.advanceTimersByTimeAsync(400);
    expect(hosts()).toEqual([]);
  });

  it('goes and keeps silent once the extension is gone (SEC-63)', async () => {
    await overlay.show(shell);
    worker.runtime = { sendMessage: () => Promise.reject(new Error('Extension context invalidated.')) };
    await vi.advanceTimersByTimeAsync(400);
    expect(hosts()).toEqual([]);
  });

  it('goes when the page takes its host away or moves it (SEC-61)', async () => {
    await overlay.show(shell);
    const host = hosts()[0];
    if (host) document.body.append(host);
    await vi.advanceTimersByTimeAsync(400);
    expect(hosts()).toEqual([]);
  });

  it('goes two seconds after its place on the page is gone (UX-50)', async () => {
    await overlay.show(shell);
    document.body.innerHTML = '';
    await vi.advanceTimersByTimeAsync(1500);
    expect(hosts()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(hosts()).toEqual([]);
  });

  it('stays when the page redraws its place', async () => {
    await overlay.show(shell);
    document.body.innerHTML = '<header><button data-box="50 10 100 30">Acme Ltd</button></header>';
    await vi.advanceTimersByTimeAsync(3000);
    expect(hosts()).toHaveLength(1);
  });

  it('asks again when the person comes back, but not at every blink', async () => {
    await overlay.show(shell);
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(2500);
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(10);
    expect(worker.sent.filter((message) => message.type === 'guide.model')).toHaveLength(2);
  });

  it('sends nothing for a click that no person made (SEC-61)', async () => {
    await overlay.show(shell);
    await vi.advanceTimersByTimeAsync(1000);
    const host = hosts()[0];
    if (host instanceof HTMLElement) host.click();
    expect(worker.sent.every((message) => message.type === 'guide.model')).toBe(true);
  });
});
