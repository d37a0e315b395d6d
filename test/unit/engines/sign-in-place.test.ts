import { beforeEach, describe, expect, it, vi } from 'vitest';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import {
  expireSignIn,
  leavePlace,
  type PlacePorts,
  recordTabClosed,
  recordTabRedirect,
  signInEndsAtMs,
  startSignIn,
} from '../../../lib/engines/local/sign-in-place';
import type { Flow, FlowSecret, FlowWindow } from '../../../lib/model/flow';
import type { AuthWindowOutcome, ShownWindow } from '../../../lib/model/ports';
import { xero } from '../../../lib/providers/xero/definition';
import { openStore } from '../../../lib/store/database';
import { openGrant } from '../../../lib/vault/grants';
import { createWorld, json, type World } from './world';

const redirectUri = 'https://abc.chromiumapp.org/xero';
const minuteMs = 60_000;
const tokens = { access_token: 'access-1', refresh_token: 'refresh-1', token_type: 'Bearer', expires_in: 1800 };

/** A browser whose window and tab do as told, and whose time passes by hand. */
interface Desk {
  world: World;
  ports: PlacePorts;
  flow: Flow | undefined;
  secret: FlowSecret | undefined;
  shown: FlowWindow | undefined;
  /** Ends the open window. */
  end: (outcome: AuthWindowOutcome) => void;
  show: (shown: ShownWindow | 'unidentified') => void;
  closed: string[];
  watchedTabs: number[];
  work: Promise<void>[];
  passTime(ms: number): Promise<void>;
}

async function openDesk(): Promise<Desk> {
  const world = await createWorld();
  const store = await openStore();
  if (!store.ok) throw new Error('no store');
  let sleepers: { untilMs: number; wake(): void }[] = [];
  const desk: Desk = {
    world,
    flow: undefined,
    secret: undefined,
    shown: undefined,
    end: () => undefined,
    show: () => undefined,
    closed: [],
    watchedTabs: [],
    work: [],
    async passTime(ms) {
      world.nowMs += ms;
      const due = sleepers.filter(({ untilMs }) => untilMs <= world.nowMs);
      sleepers = sleepers.filter(({ untilMs }) => untilMs > world.nowMs);
      for (const { wake } of due) wake();
      await new Promise((resolve) => setTimeout(resolve));
    },
    ports: {
      ...world.ports,
      store: store.value,
      readFlow: async () => desk.flow,
      writeFlow: async (flow) => {
        desk.flow = flow;
      },
      readFlowSecret: async () => desk.secret,
      changeFlowSecret: async (change) => {
        const before = desk.secret;
        desk.secret = change(before);
        return before;
      },
      readFlowWindow: async () => desk.shown,
      writeFlowWindow: async (shown) => {
        desk.shown = shown;
      },
      redirectUriFor: () => redirectUri,
      newId: () => crypto.randomUUID(),
      isOnline: () => true,
      checkNow: async () => undefined,
      diagnose,
      openWindow: (_url, onShown) =>
        new Promise((resolve) => {
          desk.end = resolve;
          desk.show = onShown;
        }),
      closeWindow: async (windowId) => void desk.closed.push(`window ${windowId}`),
      openTab: async () => 7,
      closeTab: async (tabId) => void desk.closed.push(`tab ${tabId}`),
      watchTab: async (tabId) => void desk.watchedTabs.push(tabId),
      wait: (ms) =>
        new Promise((resolve) => {
          sleepers.push({ untilMs: world.nowMs + ms, wake: resolve });
        }),
    },
  };
  return desk;
}

let desk: Desk;

async function start(how: 'window' | 'tab'): Promise<string> {
  const wish = { provider: xero, environment: 'production', how } as const;
  const started = await startSignIn(desk.ports, wish, (work) => void desk.work.push(work));
  if (!started.ok) throw new Error(started.problem);
  return started.value.flowId;
}

beforeEach(async () => {
  desk = await openDesk();
});

describe('a sign-in in the window', () => {
  it('SEC-22 offers the tab after a minute without a window', async () => {
    await start('window');
    await desk.passTime(minuteMs);
    expect(desk.flow?.step).toBe('stalled');
  });

  it('waits for the person as long as the window is on show, and has its first page looked at', async () => {
    const flowId = await start('window');
    desk.show({ windowId: 3, tabId: 4, isCertain: true });
    await desk.passTime(minuteMs);
    expect(desk.flow?.step).toBe('waiting_for_you');
    expect(desk.shown).toEqual({ flowId, windowId: 3, isCertain: true });
    expect(desk.watchedTabs).toEqual([4]);
  });

  it('SEC-22 ends after ten minutes, and closes the window that was left alone', async () => {
    await start('window');
    desk.show({ windowId: 3, tabId: 4, isCertain: true });
    await desk.passTime(minuteMs);
    await desk.passTime(9 * minuteMs);
    expect([desk.flow?.step, desk.flow?.failedAt]).toEqual(['failed', 'time']);
    expect(desk.closed).toEqual(['window 3']);
    expect(desk.secret).toBeUndefined();
  });

  it('SEC-23 looks for itself before it blames a page that did not load', async () => {
    desk.world.answer = () => json(404, {});
    await start('window');
    desk.end({ kind: 'page_not_loaded', text: 'Authorization page could not be loaded.' });
    await Promise.race(desk.work);
    expect([desk.flow?.step, desk.flow?.failedAt]).toEqual(['failed', 'page']);
    expect(desk.flow?.diagnosis?.cause).not.toBe('network_unreachable');
    expect(desk.world.reached).toEqual([xero.oauth({ environment: 'production' }).tokenUrl]);
  });

  it('SEC-22 SEC-25 offers the tab where the browser says in unknown words that its window cannot be used', async () => {
    desk.world.answer = () => json(404, {});
    await start('window');
    desk.end({ kind: 'unknown', text: 'Windows are not available here.' });
    await Promise.race(desk.work);
    expect([desk.flow?.step, desk.flow?.failedAt]).toEqual(['failed', 'page']);
  });

  it('closed a popup of somebody else when the sign-in was left', async () => {
    const flowId = await start('window');
    desk.show('unidentified');
    await desk.passTime(minuteMs);
    expect([desk.flow?.step, desk.shown]).toEqual(['waiting_for_you', { flowId }]);
    await leavePlace(desk.ports, flowId);
    expect([desk.closed, desk.watchedTabs, desk.shown]).toEqual([[], [], undefined]);
  });

  it('closes no window that is only probably its own', async () => {
    const flowId = await start('window');
    desk.show({ windowId: 3, tabId: 4, isCertain: false });
    await desk.passTime(0);
    expect(desk.shown).toEqual({ flowId, windowId: 3, isCertain: false });
    await leavePlace(desk.ports, flowId);
    expect([desk.closed, desk.watchedTabs, desk.shown]).toEqual([[], [], undefined]);
  });

  it('said that its window had not opened while an older one kept it from opening', async () => {
    await start('window');
    desk.end({ kind: 'another_open', text: 'Only one web auth flow is allowed at a time.' });
    await desk.passTime(0);
    expect([desk.flow?.step, desk.flow?.isOtherOpen]).toEqual(['stalled', true]);
  });

  it('knows its window once that has shown itself, and closes that one alone', async () => {
    const flowId = await start('window');
    desk.show('unidentified');
    desk.show({ windowId: 3, tabId: 4, isCertain: true });
    await desk.passTime(0);
    await leavePlace(desk.ports, flowId);
    expect([desk.closed, desk.watchedTabs]).toEqual([['window 3'], [4]]);
  });

  it('lost the answer of the provider when a note about the window could not be written', async () => {
    desk.ports.writeFlowWindow = () => Promise.reject(new Error('the session store is full'));
    desk.world.answer = () => json(400, { error: 'invalid_grant' });
    await start('window');
    desk.show({ windowId: 3, tabId: 4, isCertain: true });
    desk.end({ kind: 'redirect', url: `${redirectUri}?code=c-1&state=${desk.secret?.state}` });
    await desk.passTime(0);
    const outcomes = await Promise.allSettled(desk.work.filter((_work, index) => index !== 1));
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
    expect(desk.flow?.failedAt).toBe('tokens');
  });

  it('was forgotten when the sign-in before it, which was left, went on and wrote over it (SEC-21)', async () => {
    let answerCompanies: () => void = () => undefined;
    desk.world.answer = ({ url }) => {
      if (url.endsWith('/connect/token')) return json(200, tokens);
      return new Promise((resolve) => {
        answerCompanies = () => resolve(json(200, []));
      });
    };
    const first = await start('window');
    desk.end({ kind: 'redirect', url: `${redirectUri}?code=c-1&state=${desk.secret?.state}` });
    await vi.waitFor(() => expect(desk.world.sent).toHaveLength(2));
    await desk.ports.writeFlow(undefined);
    await leavePlace(desk.ports, first);
    const [finishing] = desk.work;
    const second = await start('window');
    answerCompanies();
    await finishing;
    expect(desk.flow).toMatchObject({ id: second, step: 'waiting_for_you' });
  });

  it('lost its tokens when the vault could not be read behind them (SEC-42)', async () => {
    const { vault } = desk.world.ports;
    let isClosed = false;
    desk.ports.vault = new Proxy(vault, {
      get: (target, name) => {
        if (isClosed && name === 'getAll') return () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    desk.world.answer = ({ url }) => {
      isClosed = true;
      return url.endsWith('/connect/token') ? json(200, tokens) : json(503, {});
    };
    await start('window');
    desk.end({ kind: 'redirect', url: `${redirectUri}?code=c-1&state=${desk.secret?.state}` });
    await Promise.allSettled(desk.work.slice(0, 1));
    expect(desk.flow?.grantId).toBeDefined();
    expect(await openGrant(vault, desk.flow?.grantId ?? '')).toMatchObject({ tokens: { refreshToken: 'refresh-1' } });
  });

  it('is closed with the sign-in it belongs to, and only with that one', async () => {
    const flowId = await start('window');
    desk.show({ windowId: 3, tabId: 4, isCertain: true });
    await desk.passTime(0);
    await leavePlace(desk.ports, 'another');
    expect(desk.closed).toEqual([]);
    await leavePlace(desk.ports, flowId);
    expect(desk.closed).toEqual(['window 3']);
  });
});

describe('a sign-in in a tab', () => {
  it('SEC-03 uses an answer once, however often the browser tells of it', async () => {
    desk.world.answer = () => json(400, { error: 'invalid_grant' });
    await start('tab');
    const url = `${redirectUri}?code=c-1&state=${desk.secret?.state}`;
    await Promise.all([recordTabRedirect(desk.ports, 7, url), recordTabRedirect(desk.ports, 7, url)]);
    expect(desk.world.sent).toHaveLength(1);
    expect(desk.flow?.failedAt).toBe('tokens');
  });

  it('does not take the tab it closes itself for a person who gave up', async () => {
    desk.world.answer = () => json(400, { error: 'invalid_grant' });
    await start('tab');
    const url = `${redirectUri}?code=c-1&state=${desk.secret?.state}`;
    await Promise.all([recordTabRedirect(desk.ports, 7, url), recordTabClosed(desk.ports, 7)]);
    expect(desk.flow?.failedAt).toBe('tokens');
    expect(desk.closed).toEqual(['tab 7']);
  });

  it('ignores other tabs, and an answer nobody waits for (SEC-03)', async () => {
    await start('tab');
    await recordTabRedirect(desk.ports, 8, `${redirectUri}?code=c-1&state=${desk.secret?.state}`);
    await recordTabClosed(desk.ports, 8);
    expect(desk.flow?.step).toBe('waiting_for_you');
    await recordTabClosed(desk.ports, 7);
    expect([desk.flow?.step, desk.flow?.failedAt]).toEqual(['failed', 'window']);
    await recordTabRedirect(desk.ports, 7, `${redirectUri}?code=c-1&state=x`);
    expect(desk.world.sent).toEqual([]);
  });
});

describe('SEC-22 a sign-in in a tab that is left alone', () => {
  it('had no end, so that the worker started with every page: it ends by alarm after ten minutes, whichever worker began it', async () => {
    const flowId = await start('tab');
    expect(await signInEndsAtMs(desk.ports)).toBe(desk.world.nowMs + 10 * minuteMs);
    await desk.passTime(9 * minuteMs);
    await expireSignIn(desk.ports);
    expect(desk.flow).toMatchObject({ id: flowId, step: 'waiting_for_you' });
    await desk.passTime(minuteMs);
    await expireSignIn(desk.ports);
    expect(desk.flow).toMatchObject({ step: 'failed', failedAt: 'time' });
    expect(desk.secret).toBeUndefined();
    expect(desk.closed).toEqual(['tab 7']);
    expect(await signInEndsAtMs(desk.ports)).toBeUndefined();
  });

  it('ends as well when the clock went back by years', async () => {
    await start('tab');
    desk.world.nowMs -= 3650 * 24 * 60 * minuteMs;
    await expireSignIn(desk.ports);
    expect(desk.flow).toMatchObject({ step: 'failed', failedAt: 'time' });
  });

  it('SEC-21 answers also where the worker died before it could note the tab', async () => {
    let hasIntent = false;
    const died = new Error('the worker dies while the tab opens');
    desk.ports.openTab = async () => {
      hasIntent = desk.flow?.step === 'waiting_for_you' && desk.secret !== undefined;
      throw died;
    };
    await expect(start('tab')).rejects.toBe(died);
    expect(hasIntent).toBe(true);
    const state = desk.secret?.state ?? '';
    await recordTabRedirect(desk.ports, 7, `${redirectUri}?code=c&state=of-somebody-else`);
    expect(desk.closed).toEqual([]);
    desk.world.answer = () => json(400, { error: 'invalid_grant' });
    await recordTabRedirect(desk.ports, 7, `${redirectUri}?code=c&state=${state}`);
    expect(desk.closed).toEqual(['tab 7']);
    expect(desk.flow?.step).toBe('failed');
    expect(desk.secret).toBeUndefined();
  });
});
