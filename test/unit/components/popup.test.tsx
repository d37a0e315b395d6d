// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import './fake-browser';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentFlow, freshnessLine } from '../../../components/state/lazy';
import { query } from '../../../components/state/list';
import { disk, nowMs, readSession } from '../../../components/state/live';
import { readChecks } from '../../../components/state/read-checks';
import { PopupApp } from '../../../entrypoints/popup/popup-app';
import { readAll, storeProblem } from '../../../entrypoints/popup/store';
import type { Connection } from '../../../lib/model/connection';
import { putConnections } from '../../../lib/store/connections';
import { openStore, type Store } from '../../../lib/store/database';
import { recordUnreadable } from '../../../lib/store/unreadable';
import { resetWorld, world } from './fake-browser';
import { aConnection, aFailing, aFlow } from './samples';

async function theStore(): Promise<Store> {
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  return store.value;
}

async function stored(...connections: Connection[]): Promise<void> {
  const changes = connections.map((connection) => ({ connection }));
  await putConnections(await theStore(), changes);
}

function many(count: number): Connection[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `Company ${String(index).padStart(4, '0')}`;
    return aConnection({ id: `m${index}`, tenantId: `m${index}`, companyName: name, sortName: name.toLowerCase() });
  });
}

const needing = { status: 'needs_you', needRank: 0, failingSinceMs: 0 } as const;

beforeEach(async () => {
  resetWorld();
  query.value = '';
  storeProblem.value = undefined;
  await (await theStore()).clear('connections');
  await (await theStore()).clear('state');
  disk.value = { isFull: false, unsaved: 0 };
});
beforeAll(() => Promise.all([currentFlow.load(), freshnessLine.load()]));
afterEach(cleanup);

async function open(): Promise<void> {
  await readAll();
  render(<PopupApp />);
}

describe('the popup', () => {
  it('shows five companies of one ended sign-in as one thing to fix', async () => {
    const five = many(5).map((connection) => aFailing(undefined, { ...connection, ...needing, hasGrantFailed: true }));
    await stored(...five, aConnection());
    await open();
    expect(screen.getByRole('heading', { name: '5 of 6 companies need you: 1 thing to fix' })).toBeTruthy();
    expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
      '5 companies',
      'Alder & Finch Ltd',
    ]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Reconnect: 5 companies');
  });

  it('leads to the page that explains an error', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'Explain an error' }).getAttribute('href')).toBe('/console.html#/explain');
  });

  it('paints from the store without asking the worker (UX-21)', async () => {
    await stored(aConnection(), aFailing(undefined, { id: 'c2', companyName: 'Bramley', sortName: 'bramley' }));
    await open();
    expect(screen.getByRole('heading', { name: '1 of 2 needs you' })).toBeTruthy();
    expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
      'Bramley',
      'Alder & Finch Ltd',
    ]);
    expect(world.sent).toEqual([]);
  });

  it('puts the focus on the most urgent action (UX-25)', async () => {
    await stored(aConnection({ id: 'c0' }), aFailing());
    await open();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Reconnect: Alder & Finch Ltd');
  });

  it('puts the waiting sign-in before everything else (UX-23)', async () => {
    await stored(aFailing());
    world.session.set('flow', aFlow());
    await open();
    expect(document.activeElement?.textContent).toBe('Show it');
  });

  it('reconnects in one click (UX-24)', async () => {
    await stored(aFailing());
    world.replies.set('connection.reconnect', { ok: true, value: { flowId: 'f1' } });
    await open();
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: /^Reconnect/ }));
      await new Promise((resolve) => setTimeout(resolve));
    });
    expect(world.sent).toEqual([{ type: 'connection.reconnect', id: 'c1', how: 'window' }]);
  });

  it('has one way on when nothing is connected yet (UX-92)', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'Connect a company' }).getAttribute('href')).toBe('/console.html#/connect');
    expect(screen.queryByRole('button', { name: 'Check all' })).toBeNull();
  });

  it('says that nothing is lost when the store cannot be read', async () => {
    storeProblem.value = 'newer_version';
    render(<PopupApp />);
    expect(screen.getByText(/Nothing is lost/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('has a search from the eleventh row on (UX-22)', async () => {
    await stored(...many(10));
    await open();
    expect(screen.queryByRole('searchbox')).toBeNull();
    cleanup();
    await stored(...many(11));
    await open();
    expect(screen.getByRole('searchbox')).toBeTruthy();
  });

  it('draws 50 of 1,000 and finds the others', async () => {
    await stored(...many(1000));
    await open();
    expect(document.querySelectorAll('.row').length).toBe(50);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'company 0999' } });
    // A thousand records are read: a busy machine takes more than the usual second.
    await screen.findByText('Company 0999', {}, { timeout: 10_000 });
    expect(document.querySelectorAll('.row').length).toBe(1);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nobody' } });
    await screen.findByText('No company matches “nobody”');
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    await screen.findByText('Company 0000');
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByText('Company 0099');
    expect(document.querySelectorAll('.row').length).toBe(100);
  });

  it('says within what time all connections were checked, as of now (UX-10)', async () => {
    const checkedMs = Date.now() - 3.5 * 60_000;
    const times = { lastCheckedAtMs: checkedMs, nextDueAtMs: Date.now() + 57 * 60_000 };
    await stored(...many(3).map((connection) => ({ ...connection, ...times })));
    await open();
    expect(screen.getByText('All connections checked within the last 4 mins')).toBeTruthy();
    act(() => {
      nowMs.value += 60_000;
    });
    expect(screen.getByText('All connections checked within the last 5 mins')).toBeTruthy();
  });

  it('says since when connections have not been checked, and no longer once they have been (UX-10)', async () => {
    const agoMs = Date.now() - 5 * 60 * 60_000;
    world.session.set('startedAtMs', agoMs);
    const [late] = many(1).map((connection) => ({ ...connection, lastCheckedAtMs: agoMs, nextDueAtMs: agoMs + 1 }));
    if (!late) throw new Error('nothing is late');
    await stored(late);
    await open();
    expect(screen.getByText(/^1 connection has not been checked since/).className).toBe('stale');
    await stored({ ...late, lastCheckedAtMs: Date.now(), nextDueAtMs: Date.now() + 60_000 });
    await act(() => readAll().then(readChecks));
    expect(screen.getByText(/^Checked within the last 1 min/).className).toBe('');
  });

  it('stands all the same where it cannot be told how fresh the checks are', async () => {
    await stored(aConnection());
    const get = world.alarms.get;
    world.alarms.get = () => {
      throw new Error('no alarms');
    };
    await open();
    world.alarms.get = get;
    expect(screen.getByRole('heading', { name: 'Your connection works' })).toBeTruthy();
  });

  it('says that the disk is full, to everybody at once, for as long as it is (SEC-42)', async () => {
    await stored(aConnection());
    world.session.set('diskFull', true);
    await open();
    expect(screen.getByRole('heading', { name: 'This device has no space left' })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toBe('This device has no space left');
    expect(screen.getByText(/Keep the browser open until there is space/)).toBeTruthy();
    world.session.set('unsavedGrants', { g1: {}, g2: {} });
    await act(readSession);
    expect(screen.getByText(/^2 renewed sign-ins are only kept while the browser is open/)).toBeTruthy();
    world.session.delete('diskFull');
    await act(readSession);
    expect(screen.queryByText('This device has no space left')).toBeNull();
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(screen.getByRole('status').textContent).toBe('Ledgerline can save again');
  });

  it('does not take all that is on the next page for unreadable, because one record of this page is (SEC-39)', async () => {
    await stored(...many(250));
    const store = await theStore();
    await store.put('connections', Object.assign(aConnection({ id: 'damaged' }), JSON.parse('{"tenantId":7}')));
    await recordUnreadable(store, { connections: ['damaged'] });
    await open();
    expect(screen.getByRole('heading', { name: '1 stored connection cannot be read' })).toBeTruthy();
    expect(screen.getByText(/Update Ledgerline, or connect the missing company again/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show more' })).toBeTruthy();
  });

  it('calls a provider of one’s own without a definition by its id, without the prefix', async () => {
    await stored(aConnection({ providerId: 'own-acme-books', status: 'needs_you', block: 'provider_missing' }));
    await open();
    expect(screen.getByText('Ledgerline cannot use the definition of acme-books')).toBeTruthy();
    expect(document.querySelector('.provider-tile')?.textContent).toBe('AC');
  });

  it('moves its times with the clock (UX-03)', async () => {
    await stored(aConnection({ lastCheckedAtMs: Date.now() - 60_000 }));
    await open();
    expect(screen.getByText('checked 1 min ago')).toBeTruthy();
    act(() => {
      nowMs.value += 60_000;
    });
    expect(screen.getByText('checked 2 min ago')).toBeTruthy();
  });
});
