// @vitest-environment happy-dom
import './fake-browser';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flow } from '../../../components/state/live';
import { toConnectionView } from '../../../components/view/connection-view';
import { AppsPage } from '../../../entrypoints/console/pages/apps-page';
import { ConnectPage } from '../../../entrypoints/console/pages/connect-page';
import { apps } from '../../../entrypoints/console/store';
import { resetWorld, world } from './fake-browser';
import { aConnection, calm } from './samples';

beforeEach(() => {
  resetWorld();
  flow.value = undefined;
  apps.value = [];
});
afterEach(cleanup);

async function press(name: string | RegExp): Promise<void> {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await new Promise((resolve) => setTimeout(resolve));
  });
}

function type(label: string | RegExp, value: string): void {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
}

describe('connecting a provider with a sandbox and a host per customer', () => {
  it('asks which of its worlds is meant, and keeps the app key of each', async () => {
    world.replies.set('app.save', { ok: true, value: { appId: 'salesforce:sandbox' } });
    world.replies.set('connect.start', { ok: true, value: { flowId: 'f1' } });
    render(<ConnectPage providerId="salesforce" />);
    fireEvent.click(screen.getByLabelText('A sandbox for tests'));
    type('Client id', 'ABC123');
    await press('Sign in to Salesforce');
    expect(world.sent).toEqual([
      { type: 'app.save', providerId: 'salesforce', environment: 'sandbox', clientId: 'ABC123' },
      { type: 'connect.start', providerId: 'salesforce', environment: 'sandbox', how: 'window' },
    ]);
  });

  it('takes the host of a company, and refuses one of somebody else beside the field', async () => {
    world.replies.set('app.save', { ok: true, value: { appId: 'salesforce:production' } });
    world.replies.set('connect.start', { ok: true, value: { flowId: 'f1' } });
    render(<ConnectPage providerId="salesforce" />);
    type('Client id', 'ABC123');
    type(/Sign-in address/, 'acme.my.salesforce.com.evil.example');
    await press('Sign in to Salesforce');
    expect(screen.getByLabelText(/Sign-in address/).getAttribute('aria-invalid')).toBe('true');
    expect(world.sent).toEqual([]);
    type(/Sign-in address/, 'https://acme.lightning.force.com/lightning/page/home');
    await press('Sign in to Salesforce');
    expect(world.sent[0]).toMatchObject({
      type: 'app.save',
      domain: 'https://acme.lightning.force.com/lightning/page/home',
    });
  });

  it('sends no host when the field was emptied again', async () => {
    world.replies.set('app.save', { ok: true, value: { appId: 'salesforce:production' } });
    render(<ConnectPage providerId="salesforce" />);
    type('Client id', 'ABC123');
    type(/Sign-in address/, 'acme');
    type(/Sign-in address/, '');
    await press('Sign in to Salesforce');
    expect(world.sent[0]).toEqual({
      type: 'app.save',
      providerId: 'salesforce',
      environment: 'production',
      clientId: 'ABC123',
    });
  });

  it('has no such question where there is only one world', () => {
    render(<ConnectPage providerId="xero" />);
    expect(screen.queryByText('What do you want to connect?')).toBeNull();
    expect(screen.queryByLabelText(/Sign-in address/)).toBeNull();
  });
});

describe('the apps page', () => {
  it('shows world and host of each key, and offers the missing one', async () => {
    const saved = { providerId: 'salesforce', clientIdEnd: '9F3A', hasSecret: false, savedAtMs: 0 } as const;
    apps.value = [
      { ...saved, id: 'salesforce:production', environment: 'production', domain: 'acme.my.salesforce.com' },
    ];
    render(<AppsPage />);
    expect(screen.getByText('A real company:')).toBeTruthy();
    expect(screen.getByText('at acme.my.salesforce.com')).toBeTruthy();
    const panel = screen.getByRole('heading', { name: 'Salesforce' }).closest('section');
    const enter = [...(panel?.querySelectorAll('button') ?? [])].find(
      (button) => button.textContent === 'Enter app key',
    );
    await act(() => enter?.click());
    expect(screen.getByLabelText<HTMLInputElement>('A sandbox for tests').checked).toBe(true);
  });
});

describe('a connection of a sandbox', () => {
  it('is not taken for a real company', () => {
    expect(toConnectionView(aConnection({ environment: 'sandbox' }), calm).tag).toEqual({ key: 'status_sandbox' });
    expect(toConnectionView(aConnection({ company: { isDemo: true } }), calm).tag).toEqual({ key: 'status_demo' });
    expect(toConnectionView(aConnection(), calm).tag).toBeUndefined();
  });
});
