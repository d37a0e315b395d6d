// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import './fake-browser';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentFlow } from '../../../components/state/late';
import { query } from '../../../components/state/list';
import { nowMs } from '../../../components/state/live';
import { PopupApp } from '../../../entrypoints/popup/popup-app';
import { readAll, storeProblem } from '../../../entrypoints/popup/store';
import type { Connection } from '../../../lib/model/connection';
import { putConnections } from '../../../lib/store/connections';
import { openStore, type Store } from '../../../lib/store/database';
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
});
beforeAll(() => currentFlow.load());
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
    expect(screen.getByRole('heading', { name: '1 thing to fix stops 5 of 6' })).toBeTruthy();
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
    await screen.findByText('Company 0999');
    expect(document.querySelectorAll('.row').length).toBe(1);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nobody' } });
    await screen.findByText('No company matches “nobody”');
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    await screen.findByText('Company 0000');
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByText('Company 0099');
    expect(document.querySelectorAll('.row').length).toBe(100);
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
