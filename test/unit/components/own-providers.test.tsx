// @vitest-environment happy-dom
import './fake-browser';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeToast, toast } from '../../../components/state/notices';
import { toConnectionView } from '../../../components/view/connection-view';
import { draftText, mistakes } from '../../../entrypoints/console/definition-draft';
import { AppsPage } from '../../../entrypoints/console/pages/apps-page';
import { ConnectPage } from '../../../entrypoints/console/pages/connect-page';
import { ProvidersPage } from '../../../entrypoints/console/pages/providers-page';
import { trial } from '../../../entrypoints/console/provider-actions';
import { apps, offered, ownDefinitions } from '../../../entrypoints/console/store';
import { registerOwn } from '../../../lib/providers/custom/register';
import { profiles } from '../../../lib/providers/profiles';
import { aDefinition } from '../providers/own-sample';
import { resetWorld, world } from './fake-browser';
import { aDiagnosis, aFailing, calm, nowMs } from './samples';

function know(definitions: readonly unknown[]): void {
  ownDefinitions.value = registerOwn(definitions);
  offered.value = [...profiles];
}

beforeEach(() => {
  resetWorld();
  closeToast();
  sessionStorage.clear();
  trial.value = undefined;
  mistakes.value = [];
  location.hash = '';
  apps.value = [];
  know([aDefinition]);
});
afterEach(() => {
  cleanup();
  know([]);
});

async function settle(work: () => void): Promise<void> {
  await act(async () => {
    work();
    await new Promise((resolve) => setTimeout(resolve));
  });
}

function press(name: string | RegExp): Promise<void> {
  return settle(() => void fireEvent.click(screen.getByRole('button', { name })));
}

function field(name: string | RegExp): HTMLInputElement {
  const found = screen.getByLabelText(name);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${name} is no field`);
  return found;
}

function type(element: Element, value: string): Promise<void> {
  return settle(() => void fireEvent.input(element, { target: { value } }));
}

function draft(): Record<string, unknown> {
  return JSON.parse(draftText.value);
}

const tried = {
  kind: 'tried',
  run: {
    steps: [{ id: 'access', outcome: 'good', words: { key: 'definition_step_access' } }],
    definition: JSON.stringify(aDefinition, null, 2),
    missingHosts: [],
  },
};

describe('writing a definition', () => {
  beforeEach(() => settle(() => void render(<ProvidersPage id="new" />)));

  it('shows each mistake beside its field, and moves to the first', async () => {
    await press('Save');
    expect(screen.getByText('name is missing.')).toBeTruthy();
    expect(document.activeElement).toBe(field(/^Name/));
    expect(field(/^Check address/).getAttribute('aria-invalid')).toBe('true');
    expect(world.sent).toEqual([]);
  });

  it('keeps what was typed, right or wrong, in the form and in the text', async () => {
    await type(field(/^Name/), 'Harbour ');
    await type(field(/^Scopes/), 'openid  books:read ');
    await type(field(/^Grace in seconds/), 'soon');
    await type(field(/^Further parameters/), 'prompt=consent&audience=a=b');
    expect(draft()).toMatchObject({
      name: 'Harbour',
      scopes: ['openid', 'books:read'],
      rotation: { rotates: true, graceSec: 'soon' },
      parameters: { prompt: 'consent', audience: 'a=b' },
    });
    expect(field(/^Name/).value).toBe('Harbour ');
    expect(field(/^Scopes/).value).toBe('openid  books:read ');
    await type(field(/^Further parameters/), '');
    expect(draft()).not.toHaveProperty('parameters');
  });

  it('stays with the text while it is not JSON, and says where it breaks', async () => {
    await settle(() => void fireEvent.click(screen.getByLabelText('As JSON')));
    const text = screen.getByLabelText('Definition as JSON');
    await type(text, '{\n  "id": "own-books",\n  "name" "Books"\n}');
    await press('Save');
    expect(screen.getByText(/^This stops being JSON at line 3/)).toBeTruthy();
    expect(draftText.value).toContain('"name" "Books"');
    await type(text, JSON.stringify(aDefinition));
    await settle(() => void fireEvent.click(screen.getByLabelText('As a form')));
    expect(field(/^Name/).value).toBe('Harbour Books');
  });

  it('is still there after the page was left and loaded again', async () => {
    await type(field(/^Name/), 'Harbour');
    cleanup();
    await settle(() => void render(<ProvidersPage id="new" />));
    expect(field(/^Name/).value).toBe('Harbour');
  });

  it('reads a file of the person into the form', async () => {
    const file = new File([JSON.stringify(aDefinition)], 'own-books.json');
    const input = screen.getByLabelText('Import a file');
    Object.defineProperty(input, 'files', { value: [file] });
    await settle(() => void fireEvent.change(input));
    await settle(() => undefined);
    expect(field(/^Check address/).value).toBe('https://api.books.example/v1/company');
  });

  it('asks the browser for the hosts, then the worker, and shows each step', async () => {
    world.replies.set('provider.dryRun', { ok: true, value: tried });
    await settle(() => void fireEvent.click(screen.getByLabelText('As JSON')));
    await type(screen.getByLabelText('Definition as JSON'), JSON.stringify(aDefinition));
    await press('Try it');
    expect(world.askedHosts).toEqual([['https://api.books.example/*', 'https://id.books.example/*']]);
    expect(world.sent.map(({ type: asked }) => asked)).toEqual(['provider.dryRun']);
    expect(screen.getByText('The browser lets Ledgerline reach every address.')).toBeTruthy();
  });

  it('does not show what an earlier text came to', async () => {
    world.replies.set('provider.dryRun', { ok: true, value: tried });
    await settle(() => void fireEvent.click(screen.getByLabelText('As JSON')));
    await type(screen.getByLabelText('Definition as JSON'), JSON.stringify(aDefinition));
    await press('Try it');
    await type(screen.getByLabelText('Definition as JSON'), JSON.stringify({ ...aDefinition, name: 'Other' }));
    expect(screen.queryByText('The browser lets Ledgerline reach every address.')).toBeNull();
  });

  it('shows what the worker found wrong, and forgets the text only after it was saved', async () => {
    const words = { key: 'definition_mistake_id_taken', values: ['own-books'] };
    world.replies.set('provider.save', { ok: true, value: { kind: 'mistaken', mistakes: [{ path: 'id', words }] } });
    await settle(() => void fireEvent.click(screen.getByLabelText('As JSON')));
    await type(screen.getByLabelText('Definition as JSON'), JSON.stringify(aDefinition));
    await press('Save');
    expect(screen.getByText(/^There is already a provider with the id own-books/)).toBeTruthy();
    expect(sessionStorage.length).toBe(1);
    world.replies.set('provider.save', { ok: true, value: { kind: 'saved', providerId: 'own-books' } });
    await press('Save');
    expect(toast.value?.words).toEqual({ key: 'console_own_said_saved', values: ['Harbour Books'] });
    expect(sessionStorage.length).toBe(0);
    expect(location.hash).toBe('#/providers');
  });
});

describe('leaving a definition that was tried', () => {
  async function tryPasted(): Promise<void> {
    world.replies.set('provider.dryRun', { ok: true, value: tried });
    await settle(() => void render(<ProvidersPage id="new" />));
    await settle(() => void fireEvent.click(screen.getByLabelText('As JSON')));
    await type(screen.getByLabelText('Definition as JSON'), JSON.stringify(aDefinition, null, 2));
    await press('Try it');
    world.sent.length = 0;
  }

  it.each([
    ['the page shows something else', () => cleanup()],
    ['the tab is closed', () => window.dispatchEvent(new Event('pagehide'))],
  ])('gives the browser access back when %s', async (_how, leave) => {
    await tryPasted();
    await settle(leave);
    expect(world.sent).toEqual([{ type: 'provider.leave', definition: JSON.stringify(aDefinition, null, 2) }]);
    cleanup();
    expect(world.sent).toHaveLength(1);
  });

  it('asks for nothing back when nothing was tried', async () => {
    await settle(() => void render(<ProvidersPage id="new" />));
    await settle(() => cleanup());
    expect(world.sent).toEqual([]);
  });
});

describe('own providers', () => {
  it('SEC-47 are not connected while they pass for a built-in one: the page says what to change', () => {
    know([{ ...aDefinition, name: 'Xero UK' }]);
    render(<ProvidersPage id={undefined} />);
    expect(screen.getByText(/^This definition is not used, and nothing is sent for it/)).toBeTruthy();
    expect(
      screen.getByText('The name can be taken for Xero, which is built in. Choose a name of your own.'),
    ).toBeTruthy();
    expect(screen.queryByRole('link', { name: /^Connect/ })).toBeNull();
    expect(screen.getByRole('link', { name: 'Edit' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Remove' })).toBeTruthy();
  });

  it('SEC-47 are saved with a warning beside the button when sign-in and tokens are on two sites', async () => {
    const endpoints = { ...aDefinition.endpoints, authorize: 'https://sign-in.partner.example/auth' };
    know([{ ...aDefinition, endpoints }]);
    await settle(() => void render(<ProvidersPage id="own-books" />));
    expect(
      screen.getByText(
        /^People sign in at sign-in.partner.example, but the app key and the tokens go to id.books.example/,
      ),
    ).toBeTruthy();
  });

  it.each([
    ['to connect', () => <ConnectPage providerId="own-books" />],
    ['among the app keys', () => <AppsPage />],
  ])('SEC-46 ask for the key of the new address after their token address has moved: %s', (_where, page) => {
    apps.value = [
      {
        id: 'own-books:production',
        providerId: 'own-books',
        environment: 'production',
        clientIdEnd: 'abcd',
        hasSecret: false,
        savedAtMs: nowMs,
        tokenOrigin: 'https://id.old-books.example',
      },
    ];
    render(page());
    expect(
      screen.getByText(
        'This app key was entered for id.old-books.example, and Ledgerline uses it nowhere else. The service is at id.books.example now: enter the key for that address.',
      ),
    ).toBeTruthy();
  });

  it('stand among the others to connect, without hints on screens nobody knows', () => {
    render(<ConnectPage providerId={undefined} />);
    expect(screen.getByRole('link', { name: /Harbour Books/ }).getAttribute('href')).toBe(
      '/console.html#/connect/own-books',
    );
    cleanup();
    render(<ConnectPage providerId="own-books" />);
    expect(screen.getByText('https://abc.chromiumapp.org/own-books')).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('are edited under the id they have', async () => {
    world.replies.set('provider.save', { ok: true, value: { kind: 'saved', providerId: 'own-books' } });
    await settle(() => void render(<ProvidersPage id="own-books" />));
    await type(field(/^Name/), 'Harbour');
    await press('Save');
    expect(world.sent).toMatchObject([{ type: 'provider.save', replaces: 'own-books' }]);
  });

  it('are exported as a file without a secret', async () => {
    let exported: Blob | undefined;
    const makeUrl = vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      if (file instanceof Blob) exported = file;
      return 'blob:x';
    });
    render(<ProvidersPage id={undefined} />);
    await press('Export');
    makeUrl.mockRestore();
    expect(JSON.parse((await exported?.text()) ?? '')).toEqual(aDefinition);
  });

  it('are removed only after a question, and say so when somebody uses them', async () => {
    world.replies.set('provider.remove', { ok: false, problem: 'provider_in_use' });
    render(<ProvidersPage id={undefined} />);
    await press('Remove');
    expect(world.sent).toEqual([]);
    await settle(
      () =>
        void fireEvent.click(screen.getAllByRole('button', { name: 'Remove', hidden: true }).at(-1) ?? document.body),
    );
    expect(world.sent).toEqual([{ type: 'provider.remove', providerId: 'own-books' }]);
    expect(toast.value?.words).toEqual({ key: 'status_problem_provider_in_use' });
  });

  it('show the firm’s own words as steps, as plain text', () => {
    const failing = aFailing(aDiagnosis({ cause: 'user_inactive' }), { providerId: 'own-books' });
    const view = toConnectionView(failing, { ...calm, nowMs });
    expect(view.providerName).toBe('Harbour Books');
    expect(view.guidance?.steps).toEqual([
      { key: 'guidance_own_words', values: ['Ask Dana on extension 12.'] },
      { key: 'guidance_own_words', values: ['Then choose Reconnect.'] },
    ]);
  });
});
