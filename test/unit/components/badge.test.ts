import 'fake-indexeddb/auto';
import './fake-browser';
import { beforeEach, describe, expect, it } from 'vitest';
import { syncBadge } from '../../../entrypoints/background/badge';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { putConnections } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { createWorld, type World } from '../engines/world';
import { world as browser, resetWorld } from './fake-browser';
import { aConnection, aFailing } from './samples';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let world: World;
let ports: MonitorPorts;
let isOnline: boolean;

beforeEach(async () => {
  resetWorld();
  isOnline = true;
  world = await createWorld();
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  ports = {
    ...world.ports,
    store: store.value,
    hasHosts: async () => true,
    isOnline: () => isOnline,
    wait: async () => undefined,
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
  };
  await Promise.all([store.value.clear('connections'), store.value.clear('state')]);
  browser.session.set('startedAtMs', world.nowMs - 5 * hourMs);
});

/** Something has been due for so long (ms), and the last round came to its end three hours ago. */
async function overdue(dueAgoMs: number, changes = {}): Promise<void> {
  const connection = aConnection({ nextDueAtMs: world.nowMs - dueAgoMs, ...changes });
  await putConnections(ports.store, [{ connection }]);
  await ports.store.put('state', { startedAtMs: 0, finishedAtMs: world.nowMs - 3 * hourMs }, 'lastRound');
}

const lastChecked = (): string =>
  `Ledgerline: connections were last checked at ${new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(world.nowMs - 3 * hourMs)}`;

describe('the badge', () => {
  it('shows nothing when all is well (UX-30)', async () => {
    await overdue(-minuteMs);
    await syncBadge(ports);
    expect(browser.badge).toEqual({ text: '', title: 'Ledgerline: nothing needs you' });
  });

  it('shows when the last round is overdue for more than ten minutes, until the next one is over (UX-10)', async () => {
    await overdue(11 * minuteMs);
    await syncBadge(ports);
    expect(browser.badge).toEqual({ text: '!', title: lastChecked() });
    await ports.store.put('state', { startedAtMs: 0, finishedAtMs: world.nowMs }, 'lastRound');
    await syncBadge(ports);
    expect(browser.badge.text).toBe('');
  });

  it('gives a device that has just woken up ten minutes', async () => {
    await overdue(11 * minuteMs);
    browser.alarms.set('due', { scheduledTime: world.nowMs - hourMs });
    await syncBadge(ports);
    expect(browser.badge.text).toBe('');
  });

  it('blames nobody while the device is offline', async () => {
    await overdue(11 * minuteMs);
    isOnline = false;
    await syncBadge(ports);
    expect(browser.badge.text).toBe('');
  });

  it('says that nothing was ever checked', async () => {
    await overdue(11 * minuteMs);
    await ports.store.clear('state');
    await syncBadge(ports);
    expect(browser.badge).toEqual({ text: '!', title: 'Ledgerline: connections have not been checked yet' });
  });

  it('keeps the number of what needs the person, and says both in words (UX-31)', async () => {
    await overdue(11 * minuteMs, aFailing());
    await overdue(11 * minuteMs, { id: 'c2', tenantId: 't2' });
    await syncBadge(ports);
    expect(browser.badge).toEqual({ text: '1!', title: `Ledgerline: 1 connection needs you\n${lastChecked()}` });
  });

  it('says that the disk is full (SEC-42)', async () => {
    browser.session.set('diskFull', true);
    await syncBadge(ports);
    expect(browser.badge).toEqual({ text: '!', title: 'Ledgerline: this device has no space left' });
  });
});
