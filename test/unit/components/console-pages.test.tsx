// @vitest-environment happy-dom
import './fake-browser';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flow, nowMs } from '../../../components/state/live';
import { closeToast, toast } from '../../../components/state/notices';
import { toConnectionView } from '../../../components/view/connection-view';
import { AppsPage } from '../../../entrypoints/console/pages/apps-page';
import { ChoosePage } from '../../../entrypoints/console/pages/choose-page';
import { ConnectPage } from '../../../entrypoints/console/pages/connect-page';
import { ConnectionActions } from '../../../entrypoints/console/pages/connection-actions';
import { ConnectionPage } from '../../../entrypoints/console/pages/connection-page';
import { DisconnectDialog, endingWords } from '../../../entrypoints/console/pages/disconnect-dialog';
import { FirstRunPage } from '../../../entrypoints/console/pages/first-run-page';
import { SettingsPage } from '../../../entrypoints/console/pages/settings-page';
import { parseRoute } from '../../../entrypoints/console/route';
import { apps, detail, settings, watchedTenantIds } from '../../../entrypoints/console/store';
import { defaultSettings } from '../../../lib/model/settings';
import { resetWorld, world } from './fake-browser';
import { aConnection, aFailing, aFlow, calm, roleDiagnosis, nowMs as sampleNowMs } from './samples';

const done = { ok: true, value: null };
const app = {
  id: 'xero:production',
  providerId: 'xero',
  environment: 'production',
  clientIdEnd: '9F3A',
  hasSecret: false,
  savedAtMs: 0,
} as const;
const tenants = [
  { tenantId: 't1', name: 'Alder' },
  { tenantId: 't2', name: 'Bramley' },
  { tenantId: 't3', name: 'Copperfield' },
];

beforeEach(() => {
  resetWorld();
  closeToast();
  nowMs.value = sampleNowMs;
  flow.value = undefined;
  apps.value = [];
  detail.value = undefined;
  settings.value = defaultSettings;
  watchedTenantIds.value = new Set();
  location.hash = '';
});
afterEach(cleanup);

/** Clicks, and waits until everything that follows at once has happened. */
async function click(element: Element): Promise<void> {
  await act(async () => {
    fireEvent.click(element);
    await new Promise((resolve) => setTimeout(resolve));
  });
}

function press(name: string | RegExp): Promise<void> {
  return click(screen.getByRole('button', { name }));
}

describe('parseRoute', () => {
  it.each([
    ['', { place: 'connections' }],
    ['#/', { place: 'connections' }],
    ['#/apps', { place: 'apps' }],
    ['#/connections/c%201', { place: 'connections', id: 'c 1' }],
    ['#/connect/xero', { place: 'connect', id: 'xero' }],
    ['#/https://evil.example', { place: 'connections' }],
    ['#/connections/%E0%A4%A', { place: 'connections' }],
    ['#/__proto__', { place: 'connections' }],
  ])('%s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});

describe('a connection without a definition of its provider', () => {
  it('offers no sign-in: there is no place to sign in at', () => {
    const connection = aConnection({ providerId: 'own-acme-books', status: 'needs_you', block: 'provider_missing' });
    const view = toConnectionView(connection, calm);
    detail.value = { connection, siblings: [], history: [], areas: undefined, others: { failing: 0, working: 0 } };
    render(<ConnectionActions view={view} siblings={[]} />);
    expect(screen.queryByRole('button', { name: 'Reconnect' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Disconnect' })).toBeTruthy();
  });
});

describe('the first-run page (UX-90)', () => {
  it('has one way on, and asks the browser nothing by itself', () => {
    render(<FirstRunPage />);
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/console.html#/connect']);
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(world.askedHosts).toEqual([]);
    fireEvent.click(screen.getByRole('link'));
    expect(world.sent).toEqual([{ type: 'settings.save', patch: { welcomed: true } }]);
  });
});

describe('connecting a provider', () => {
  it('shows how to get a client id, with the address to copy', () => {
    render(<ConnectPage providerId="xero" />);
    expect(screen.getAllByRole('listitem').length).toBe(5);
    expect(screen.getByText('https://abc.chromiumapp.org/xero')).toBeTruthy();
    expect(
      screen
        .getByText(/api\.xero\.com/)
        .compareDocumentPosition(screen.getByRole('button', { name: 'Sign in to Xero' })),
    ).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('asks for the client id before it asks the browser', async () => {
    render(<ConnectPage providerId="xero" />);
    await press('Sign in to Xero');
    expect(screen.getByText('Enter the client id from the last step.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Client id'));
    expect(world.askedHosts).toEqual([]);
  });

  it('stores the key and starts the sign-in in one click', async () => {
    world.replies.set('app.save', { ok: true, value: { appId: 'xero:production' } });
    world.replies.set('connect.start', { ok: true, value: { flowId: 'f1' } });
    render(<ConnectPage providerId="xero" />);
    fireEvent.input(screen.getByLabelText('Client id'), { target: { value: ' ABC123 ' } });
    await press('Sign in to Xero');
    expect(world.askedHosts.length).toBe(1);
    expect(world.sent).toEqual([
      { type: 'app.save', providerId: 'xero', environment: 'production', clientId: 'ABC123' },
      { type: 'connect.start', providerId: 'xero', environment: 'production', how: 'window' },
    ]);
  });

  it('says what is wrong with a client id beside the field', async () => {
    world.replies.set('app.save', { ok: false, problem: 'malformed_client_id' });
    render(<ConnectPage providerId="xero" />);
    fireEvent.input(screen.getByLabelText('Client id'), { target: { value: 'two words' } });
    await press('Sign in to Xero');
    const field = screen.getByLabelText('Client id');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getAllByText(/does not look like a client id/).length).toBe(1);
  });

  it('leaves a way back when the permission is refused (UX-91)', async () => {
    apps.value = [app];
    world.grantsHosts = false;
    render(<ConnectPage providerId="xero" />);
    await press('Sign in to Xero');
    expect(screen.getByText(/was not allowed/)).toBeTruthy();
    world.grantsHosts = true;
    world.replies.set('connect.start', { ok: true, value: { flowId: 'f1' } });
    await press('Sign in to Xero');
    expect(screen.queryByText(/was not allowed/)).toBeNull();
    expect(world.sent.map(({ type }) => type)).toEqual(['connect.start']);
  });

  it('asks only for what hints need when they are wanted', async () => {
    apps.value = [app];
    render(<ConnectPage providerId="xero" />);
    fireEvent.click(screen.getByRole('checkbox'));
    await press('Sign in to Xero');
    expect(world.askedHosts).toEqual([['https://api.xero.com/*', 'https://identity.xero.com/*']]);
  });

  it('has a page for a provider it does not know', () => {
    render(<ConnectPage providerId="nobody" />);
    expect(screen.getByRole('heading', { name: 'This provider is not known here' })).toBeTruthy();
  });
});

describe('choosing companies', () => {
  beforeEach(() => {
    flow.value = aFlow({ step: 'choose', connectionId: undefined, tenants, chosenTenantIds: ['t2'] });
  });

  it('preselects what was picked at the provider and watches what is chosen', async () => {
    world.replies.set('flow.watch', { ok: true, value: { connectionIds: ['c1', 'c2'] } });
    watchedTenantIds.value = new Set(['t3']);
    render(<ChoosePage />);
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map((box) => box.checked)).toEqual([false, true, false]);
    expect(screen.getAllByText('already watched').length).toBe(1);
    fireEvent.click(screen.getByLabelText('Alder'));
    await press('Watch 2 companies');
    expect(world.sent).toEqual([{ type: 'flow.watch', flowId: 'f1', tenantIds: ['t2', 't1'] }]);
    expect(toast.value?.words).toMatchObject({ key: 'console_said_watched', count: 2 });
  });

  it('selects all and none, and watches nothing by mistake', async () => {
    render(<ChoosePage />);
    await press('Select all');
    expect(screen.getByRole('button', { name: 'Watch 3 companies' })).toBeTruthy();
    await press('Select none');
    expect(screen.getByRole('button', { name: 'Watch 0 companies' }).hasAttribute('disabled')).toBe(true);
  });

  it('gets a search box when there are many, and selects only what it shows', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ tenantId: `n${index}`, name: `Number ${index}` }));
    flow.value = aFlow({ step: 'choose', tenants: many, chosenTenantIds: ['n1'] });
    render(<ChoosePage />);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'number 2' } });
    expect(screen.getAllByRole('checkbox').length).toBe(11);
    await press('Select all');
    expect(screen.getByRole('button', { name: 'Watch 12 companies' })).toBeTruthy();
  });

  it('says so when the sign-in ended meanwhile', () => {
    flow.value = undefined;
    render(<ChoosePage />);
    expect(screen.getByText('No sign-in is waiting for a choice')).toBeTruthy();
  });

  it('can be chosen again when the worker refused', async () => {
    world.replies.set('flow.watch', { ok: false, problem: 'unknown_company' });
    render(<ChoosePage />);
    await press('Watch 1 company');
    expect(toast.value?.words.key).toBe('status_problem_unknown_company');
    expect(screen.getByRole('button', { name: 'Watch 1 company' }).hasAttribute('disabled')).toBe(false);
  });
});

describe('another company came back (SEC-13)', () => {
  beforeEach(() => {
    flow.value = aFlow({ step: 'other_company', tenants, chosenTenantIds: ['t2'] });
  });

  it('says both names and changes nothing by itself', () => {
    render(<ChoosePage />);
    expect(screen.getAllByText('Alder & Finch Ltd').length).toBeGreaterThan(0);
    expect(screen.getByText('Bramley')).toBeTruthy();
    expect(world.sent).toEqual([]);
  });

  it('adds it as a new connection', async () => {
    world.replies.set('flow.watch', { ok: true, value: { connectionIds: ['c9'] } });
    render(<ChoosePage />);
    await press('Add Bramley as a new connection');
    expect(world.sent).toEqual([{ type: 'flow.watch', flowId: 'f1', tenantIds: ['t2'] }]);
  });

  it('tries again for the connection that was to be repaired', async () => {
    world.replies.set('flow.dismiss', done);
    world.replies.set('connection.reconnect', { ok: true, value: { flowId: 'f2' } });
    render(<ChoosePage />);
    await press('Try again with Alder & Finch Ltd');
    expect(world.sent.map(({ type }) => type)).toEqual(['flow.dismiss', 'connection.reconnect']);
    expect(location.hash).toBe('#/connections/c1');
  });

  it('leaves everything as it is', async () => {
    world.replies.set('flow.dismiss', done);
    render(<ChoosePage />);
    await press('Leave everything as it is');
    expect(world.sent).toEqual([{ type: 'flow.dismiss', flowId: 'f1' }]);
  });

  it('does not offer to add what is watched already', () => {
    watchedTenantIds.value = new Set(['t2']);
    render(<ChoosePage />);
    expect(screen.queryByRole('button', { name: /^Add/ })).toBeNull();
  });
});

describe('disconnecting (UX-41)', () => {
  const view = toConnectionView(aConnection(), calm);
  const sibling = aConnection({ id: 'c2', companyName: 'Bramley' });

  it('tells the end of one company from the end of the sign-in', () => {
    expect(endingWords(view, []).there.key).toBe('console_end_there_grant');
    expect(endingWords({ ...view, providerId: 'salesforce' }, []).others.key).toBe('console_end_others_none');
    expect(endingWords(view, []).others.key).toBe('console_end_others_tools');
    expect(endingWords(view, [sibling]).there.key).toBe('console_end_there_company');
    expect(endingWords(view, [sibling]).others).toMatchObject({ key: 'console_end_others_stay', count: 1 });
  });

  it('says what is lost, and ends only when asked to', async () => {
    world.replies.set('connection.disconnect', { ok: true, value: { ended: 'later' } });
    render(<DisconnectDialog view={view} siblings={[sibling]} onClose={() => undefined} />);
    expect(screen.getByText(/history are removed/)).toBeTruthy();
    expect(screen.getByText('Bramley')).toBeTruthy();
    expect(world.sent).toEqual([]);
    await press('Disconnect Alder & Finch Ltd');
    expect(world.sent).toEqual([{ type: 'connection.disconnect', id: 'c1' }]);
    expect(toast.value?.words.key).toBe('console_said_disconnected_later');
  });
});

describe('the page of a connection', () => {
  it('offers a reconnect that will not help only with a warning', () => {
    detail.value = {
      connection: aFailing(roleDiagnosis),
      siblings: [],
      history: [],
      areas: undefined,
      others: { failing: 0, working: 0 },
    };
    render(<ConnectionPage id="c1" />);
    expect(screen.getByRole('button', { name: 'Reconnect anyway' })).toBeTruthy();
    expect(screen.getByText('Reconnecting is not likely to fix this.')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /Copy message/ }).length).toBe(1);
  });

  it('keeps the reconnect away while a sign-in for it is open', () => {
    detail.value = {
      connection: aFailing(),
      siblings: [],
      history: [],
      areas: undefined,
      others: { failing: 0, working: 0 },
    };
    flow.value = aFlow();
    render(<ConnectionPage id="c1" />);
    expect(screen.queryByRole('button', { name: 'Reconnect' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Show sign-in: Alder & Finch Ltd' })).toBeTruthy();
  });

  it('renames with a way back', async () => {
    world.replies.set('connection.rename', done);
    detail.value = {
      connection: aConnection(),
      siblings: [],
      history: [],
      areas: undefined,
      others: { failing: 0, working: 0 },
    };
    render(<ConnectionPage id="c1" />);
    await press('Rename');
    fireEvent.input(screen.getByLabelText('Name shown in Ledgerline'), { target: { value: ' The bakery ' } });
    await press('Save name');
    expect(world.sent).toEqual([{ type: 'connection.rename', id: 'c1', nickname: 'The bakery' }]);
    const undo = toast.value?.action;
    if (!undo || !('run' in undo)) throw new Error('no undo');
    undo.run();
    expect(world.sent.at(-1)).toEqual({ type: 'connection.rename', id: 'c1', nickname: '' });
  });

  it('sends nothing when the name stays', async () => {
    detail.value = {
      connection: aConnection(),
      siblings: [],
      history: [],
      areas: undefined,
      others: { failing: 0, working: 0 },
    };
    render(<ConnectionPage id="c1" />);
    await press('Rename');
    await press('Save name');
    expect(world.sent).toEqual([]);
    expect(screen.getByRole('button', { name: 'Rename' })).toBeTruthy();
  });

  it('pauses with a way back', async () => {
    world.replies.set('connection.pause', done);
    detail.value = {
      connection: aConnection(),
      siblings: [],
      history: [],
      areas: undefined,
      others: { failing: 0, working: 0 },
    };
    render(<ConnectionPage id="c1" />);
    await press('Pause');
    expect(world.sent).toEqual([{ type: 'connection.pause', id: 'c1', isPaused: true }]);
    expect(toast.value?.action?.label.key).toBe('status_undo');
  });

  it('says so when the connection is gone', () => {
    render(<ConnectionPage id="c1" />);
    expect(screen.getByText('This connection is no longer here')).toBeTruthy();
  });
});

describe('apps and keys', () => {
  it('shows the end of a client id and asks before removing', async () => {
    apps.value = [app];
    world.replies.set('app.remove', { ok: false, problem: 'in_use' });
    render(<AppsPage />);
    expect(screen.getByText(/ending in 9F3A/)).toBeTruthy();
    await press('Remove');
    expect(world.sent).toEqual([]);
    const [, confirm] = screen.getAllByRole('button', { name: 'Remove' });
    if (!confirm) throw new Error('no confirmation');
    await click(confirm);
    expect(world.sent).toEqual([{ type: 'app.remove', appId: 'xero:production' }]);
    expect(toast.value?.words.key).toBe('status_problem_in_use');
  });

  it('replaces a key', async () => {
    apps.value = [app];
    world.replies.set('app.save', { ok: true, value: { appId: 'xero:production' } });
    render(<AppsPage />);
    await press('Replace');
    fireEvent.input(screen.getByLabelText('Client id'), { target: { value: 'NEW' } });
    await press('Save app key');
    expect(world.sent).toEqual([{ type: 'app.save', providerId: 'xero', environment: 'production', clientId: 'NEW' }]);
    expect(screen.getByRole('button', { name: 'Replace' })).toBeTruthy();
  });
});

describe('settings', () => {
  it('turn hints off at once, with a way back (UX-40)', async () => {
    world.replies.set('settings.save', done);
    render(<SettingsPage />);
    await click(screen.getByRole('checkbox', { name: /hints/i }));
    expect(world.sent).toEqual([{ type: 'settings.save', patch: { overlayEnabled: false } }]);
    expect(toast.value?.action?.label.key).toBe('status_undo');
  });

  it('do not turn hints on without access to the screens (UX-91)', async () => {
    settings.value = { ...defaultSettings, overlayEnabled: false };
    world.grantsHosts = false;
    render(<SettingsPage />);
    await click(screen.getByRole('checkbox', { name: /hints/i }));
    expect(world.sent).toEqual([]);
    expect(toast.value?.words.key).toBe('status_problem_permission_refused');
  });

  it('list where hints are off, without what has run out, each with an undo (UX-42)', async () => {
    world.replies.set('overlay.unmute', done);
    const overlayMutes = [
      { site: 'go.xero.com', untilMs: null },
      { site: 'login.xero.com', untilMs: sampleNowMs - 1 },
    ];
    settings.value = { ...defaultSettings, overlayMutes };
    render(<SettingsPage />);
    expect(screen.getAllByRole('listitem').length).toBe(1);
    await press('Show hints again: go.xero.com');
    expect(world.sent).toEqual([{ type: 'overlay.unmute', site: 'go.xero.com' }]);
  });
});
