// @vitest-environment happy-dom
import './fake-browser';
import { beforeEach, describe, expect, it } from 'vitest';
import { flow } from '../../../components/state/live';
import { closeToast, toast } from '../../../components/state/notices';
import { allow, connect, reconnect, runFlowAction } from '../../../components/state/sign-in';
import { resetWorld, world } from './fake-browser';
import { aFlow } from './samples';

const started = { ok: true, value: { flowId: 'f2' } };
const connectionHosts = ['https://api.xero.com/*', 'https://identity.xero.com/*'];

beforeEach(() => {
  resetWorld();
  closeToast();
  flow.value = undefined;
});

describe('reconnect', () => {
  it('asks for the hosts first, then for the sign-in of the same connection (UX-07, UX-91)', async () => {
    world.replies.set('connection.reconnect', started);
    await reconnect('c1', 'xero');
    expect(world.askedHosts).toEqual([connectionHosts]);
    expect(world.sent).toEqual([{ type: 'connection.reconnect', id: 'c1', how: 'window' }]);
    expect(toast.value).toBeUndefined();
  });

  it('starts nothing when the permission is refused, and offers to try again', async () => {
    world.grantsHosts = false;
    await reconnect('c1', 'xero');
    expect(world.sent).toEqual([]);
    expect(toast.value?.words.key).toBe('status_problem_permission_refused');
    expect(toast.value?.action?.label.key).toBe('status_way_try_again');
  });

  it('has words for a worker that does not answer', async () => {
    await reconnect('c1', 'xero');
    expect(toast.value?.words.key).toBe('status_problem_unreachable');
    expect(toast.value?.action?.label.key).toBe('status_way_reload');
  });

  it('points at the sign-in that is open already', async () => {
    world.replies.set('connection.reconnect', { ok: false, problem: 'busy' });
    await reconnect('c1', 'xero');
    expect(toast.value?.action?.label.key).toBe('status_way_show_sign_in');
  });
});

describe('connect', () => {
  const wanted = { providerId: 'xero', environment: 'production', hosts: 'all' } as const;

  it('asks for everything in one question and stores the app key before it starts', async () => {
    world.replies.set('connect.start', started);
    const order: string[] = [];
    const outcome = await connect(wanted, async () => {
      order.push(`key after ${world.askedHosts.length} question`);
      return { ok: true };
    });
    expect(outcome.ok).toBe(true);
    expect(world.askedHosts[0]).toContain('https://go.xero.com/*');
    expect(order).toEqual(['key after 1 question']);
    expect(world.sent.map(({ type }) => type)).toEqual(['connect.start']);
  });

  it('does not start with an app key that was not accepted', async () => {
    const outcome = await connect(wanted, async () => ({ ok: false, problem: 'malformed_client_id' }));
    expect(outcome).toEqual({ ok: false, problem: 'malformed_client_id' });
    expect(world.sent).toEqual([]);
  });

  it('leaves the hints out when they are not wanted', async () => {
    world.replies.set('connect.start', started);
    await connect({ ...wanted, hosts: 'connection' });
    expect(world.askedHosts).toEqual([connectionHosts]);
  });
});

describe('the buttons of a sign-in', () => {
  it.each([
    ['show', ['flow.show']],
    ['open_tab', ['flow.openTab']],
    ['dismiss', ['flow.dismiss']],
    ['close', ['flow.dismiss']],
    ['start_again', ['flow.dismiss', 'connection.reconnect']],
  ] as const)('%s sends %j', async (kind, types) => {
    flow.value = aFlow();
    for (const type of types) world.replies.set(type, started);
    await runFlowAction(kind);
    expect(world.sent.map(({ type }) => type)).toEqual(types);
  });

  it('ask for our own redirect host before a tab is opened, and open none without it', async () => {
    flow.value = aFlow();
    world.replies.set('flow.openTab', started);
    await runFlowAction('open_tab');
    expect(world.askedHosts).toEqual([[...connectionHosts, 'https://abc.chromiumapp.org/*']]);
    world.grantsHosts = false;
    await runFlowAction('open_tab');
    expect(world.sent).toHaveLength(1);
    expect(toast.value?.words.key).toBe('status_problem_permission_refused');
  });

  it('start a new connection again as a new connection', async () => {
    flow.value = aFlow({ connectionId: undefined, how: 'tab' });
    world.replies.set('flow.dismiss', { ok: true, value: null });
    world.replies.set('connect.start', started);
    await runFlowAction('start_again');
    expect(world.sent.at(-1)).toEqual({
      type: 'connect.start',
      providerId: 'xero',
      environment: 'production',
      how: 'tab',
    });
  });

  it('say that the window is gone', async () => {
    flow.value = aFlow();
    world.replies.set('flow.show', { ok: false, problem: 'no_window' });
    await runFlowAction('show');
    expect(toast.value?.words.key).toBe('status_problem_no_window');
  });
});

describe('allow', () => {
  it('gives access back and checks at once (SEC-72)', async () => {
    world.replies.set('connection.check', { ok: true, value: null });
    await allow('c1', 'xero');
    expect(world.askedHosts).toEqual([connectionHosts]);
    expect(world.sent).toEqual([{ type: 'connection.check', id: 'c1' }]);
  });
});
