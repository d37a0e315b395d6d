// @vitest-environment happy-dom
import './fake-browser';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConnectionList } from '../../../components/connection/connection-list';
import { rowDetail } from '../../../components/state/lazy';
import { type EntryView, isIncidentView, toEntryViews } from '../../../components/view/incident-view';
import { t } from '../../../lib/browser/translate';
import { incidentKeyOf } from '../../../lib/causes/incident';
import type { Connection } from '../../../lib/model/connection';
import type { StatusCounts } from '../../../lib/store/connections';
import type { Entry } from '../../../lib/store/incidents';
import { aConnection, aDiagnosis, aFailing, aFlow, calm } from './samples';

beforeAll(() => rowDetail.load());
afterEach(cleanup);

const counts: StatusCounts = { needs_you: 0, unknown: 0, waiting: 0, offline: 0, connected: 0, paused: 0, total: 0 };
const names = ['Alder', 'Bramley', 'Copperfield', 'Dunmore', 'Elm'];

function entryOf(change: Partial<Connection>, diagnosis = aDiagnosis(), count = names.length): Entry {
  const members = names.map((companyName, place) => {
    const connection = aFailing(diagnosis, { id: `c${place}`, companyName, ...change });
    return { ...connection, incident: incidentKeyOf(connection) };
  });
  const [connection] = members;
  if (!connection) throw new Error('no members');
  return { connection, count, members };
}

const ended = entryOf({ hasGrantFailed: true });

function views(
  entries: Entry[],
  context: Partial<typeof calm> & { flow?: ReturnType<typeof aFlow> } = {},
): EntryView[] {
  return toEntryViews(entries, { ...calm, ...context }, counts);
}

describe('an incident', () => {
  it('is one row with one headline, the count, and one button', () => {
    const onAction = vi.fn();
    const { container } = render(<ConnectionList views={views([ended])} onAction={onAction} />);
    expect(container.querySelectorAll('.row')).toHaveLength(1);
    expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('5 companies');
    expect(screen.getByText('One sign-in to Xero ended, and 5 companies with it')).toBeTruthy();
    expect(container.querySelector('.row-names')?.textContent).toBe('Alder · Bramley · Copperfield and 2 more');
    fireEvent.click(screen.getByRole('button', { name: 'Reconnect: 5 companies' }));
    expect(onAction.mock.calls[0]?.[0]).toBe('reconnect');
    expect(onAction.mock.calls[0]?.[1]).toMatchObject({ id: 'c0', standsFor: 5 });
  });

  it('opens to its connections, each a way to its page', () => {
    render(<ConnectionList views={views([ended])} onAction={vi.fn()} />);
    fireEvent.click(screen.getByRole('button', { name: '5 companies', expanded: false }));
    const list = screen.getByRole('list', { name: 'Companies it stops' });
    const links = within(list).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(names);
    expect(links[1]?.getAttribute('href')).toBe('/console.html#/connections/c1');
    expect(screen.getByText(/Reconnect once/)).toBeTruthy();
  });

  it('says how many more there are than were read', () => {
    render(<ConnectionList views={views([entryOf({ hasGrantFailed: true }, undefined, 300)])} onAction={vi.fn()} />);
    fireEvent.click(screen.getByRole('button', { name: '300 companies' }));
    expect(screen.getByText('and 295 more')).toBeTruthy();
  });

  it('closes with Esc and gives the focus back (UX-25)', () => {
    const { container } = render(<ConnectionList views={views([ended])} onAction={vi.fn()} />);
    const toggle = screen.getByRole('button', { name: '5 companies' });
    fireEvent.click(toggle);
    fireEvent.keyDown(container.querySelector('.incident-members a') ?? container, { key: 'Escape' });
    expect(container.querySelector('.row-detail')).toBeNull();
    expect(document.activeElement).toBe(toggle);
  });

  it('follows the sign-in of the one connection a person repairs', () => {
    const [view] = views([ended], { flow: aFlow({ connectionId: 'c3' }) });
    if (!view || !isIncidentView(view)) throw new Error('no incident');
    expect(view.lead).toMatchObject({ id: 'c3', isSigningIn: true, primary: { kind: 'show_sign_in' } });
  });

  it('does not advise a sign-in where the person is locked out', () => {
    const locked = aDiagnosis({
      cause: 'user_inactive',
      action: 'ask_admin',
      actor: 'company_admin',
      reconnectHelps: 'no',
    });
    const [view] = views([entryOf({ hasGrantFailed: true }, locked)]);
    if (!view || !isIncidentView(view)) throw new Error('no incident');
    expect(view.lead.primary?.kind).toBe('copy_message');
    expect(view.lead.guidance?.todo.key).not.toBe('status_incident_sign_in_todo');
  });

  it('of a single connection is an ordinary row', () => {
    const alone = { ...ended, count: 1, members: [ended.connection] };
    expect(views([alone]).some(isIncidentView)).toBe(false);
  });
});

describe('a device without network', () => {
  const fine = ['one', 'two', 'three'].map((id): Entry => {
    const connection = aConnection({ id, companyName: id });
    return { connection, count: 1, members: [connection] };
  });

  it('is told once for all that wait for it, and leaves alone what needed the person before (UX-04)', () => {
    const needing = { ...counts, needs_you: 5, connected: 40, paused: 2, total: 47 };
    const shown = toEntryViews([ended, ...fine], { ...calm, isOnline: false }, needing);
    expect(shown).toHaveLength(2);
    const [first, device] = shown;
    if (!first || !device || !isIncidentView(first) || !isIncidentView(device)) throw new Error('not two incidents');
    expect(first.lead.status).toBe('needs_you');
    expect(device).toMatchObject({ count: 40, lead: { status: 'offline' } });
    expect(device.members).toHaveLength(3);
    expect(device.lead.headline && t(device.lead.headline)).toBe('This device is offline, and 40 companies wait');
  });

  it('is an ordinary row for a single connection', () => {
    const shown = toEntryViews(fine.slice(0, 1), { ...calm, isOnline: false }, { ...counts, connected: 1, total: 1 });
    expect(shown.some(isIncidentView)).toBe(false);
  });
});
