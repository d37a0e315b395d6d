import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, press, seen, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { readAll } from './stored.ts';

const company = 'Harbour Lane Bakery';
const clientId = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';

// Chromium reads policies from folders of the system only, which a test has no business in.
describe('app keys an organisation has set in firefox', () => {
  let stage: Stage;
  let console: Page;

  beforeAll(async () => {
    stage = await openStage('firefox', { managed: { apps: [{ provider: 'xero', clientId }] } });
    Object.assign(stage.xero.app, { clientId });
    console = await stage.openConsole('apps');
  });
  afterAll(() => stage?.close());

  it('are shown as managed, and offer nothing to change', async () => {
    await waitForText(console, `${clientId.slice(-4)} managed by your organisation`);
    expect(await seen(console)).not.toMatch(/Replace|Remove/);
    await goTo(console, 'connect/xero');
    await waitForText(console, 'managed by your organisation');
    expect(await console.$('form.connect input:not([type=checkbox])')).toBeNull();
  });

  it('cannot be changed by a page of ours either', async () => {
    const answers = await console.evaluate(`Promise.all([
      chrome.runtime.sendMessage({ type: 'app.save', providerId: 'xero', environment: 'production', clientId: 'mine' }),
      chrome.runtime.sendMessage({ type: 'app.remove', appId: 'xero:production' }),
    ])`);
    expect(answers).toEqual([
      { ok: false, problem: 'managed_app' },
      { ok: false, problem: 'managed_app' },
    ]);
  });

  it('sign in like any other', async () => {
    await press(console, /^Sign in to Xero$/);
    await stage.allow(await stage.signInPage(), company);
    await waitForRow(console, company, 'connected', 20_000);
  });

  it('are nowhere in clear', async () => {
    const stored = JSON.stringify(await readAll(console, 'ledgerline-vault', 'apps'));
    expect(stored).not.toContain(clientId);
  });
});
