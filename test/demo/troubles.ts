import type { Page } from 'puppeteer-core';
import { goTo, press, waitForRow, waitForText } from '../e2e/seen.ts';
import type { Stage } from '../e2e/stage.ts';
import { readConnection } from '../e2e/stored.ts';
import { label, words } from './words.ts';

/** What happened to organisations of the firm, and how the extension has to show them. */
export interface Trouble {
  story: string;
  companies: readonly string[];
  status: 'needs_you' | 'waiting' | 'unknown' | 'paused';
  happen(stage: Stage): void;
}

const daySec = 24 * 3600;

/** One of each kind; the organisations not named here stay connected. */
export const troubles: readonly Trouble[] = [
  {
    story: 'Somebody pressed Disconnect in Xero',
    companies: ['Copperfield Cycles'],
    status: 'needs_you',
    happen: ({ xero }) => xero.disconnect('Copperfield Cycles'),
  },
  {
    story: 'The bookkeeper may only read now',
    companies: ['Tidewater Marine Supplies'],
    status: 'needs_you',
    happen({ xero }) {
      const company = 'Tidewater Marine Supplies';
      xero.setMembership(company, xero.bookkeeperOf(company).email, { role: 'READONLY' });
    },
  },
  {
    story: 'The free trial ended',
    companies: ['Redgum Landscapes'],
    status: 'needs_you',
    happen: ({ xero }) => xero.endTrial('Redgum Landscapes'),
  },
  {
    story: "Priya's whole sign-in was revoked: one cause for three companies",
    companies: ['Ironbark Engineering', 'Saltmarsh Seafoods', 'Demo Company (AU)'],
    status: 'needs_you',
    happen({ xero }) {
      const { email } = xero.bookkeeperOf('Ironbark Engineering');
      xero.revokeGrant(email);
      xero.expireAccessTokens(email);
    },
  },
  {
    story: 'The calls of the day are used up',
    companies: ['Brightwater Dental'],
    status: 'waiting',
    happen: ({ xero }) => xero.limit('Brightwater Dental', 'day', daySec / 4),
  },
  {
    story: 'Xero takes one organisation offline',
    companies: ['Kestrel Freight'],
    status: 'waiting',
    happen: ({ xero }) => xero.setOffline('Kestrel Freight', true),
  },
  {
    story: 'Xero answers something nobody has seen before',
    companies: ['Old Mill Brewing Co'],
    status: 'unknown',
    happen({ sandbox, xero }) {
      const { tenantId } = xero.organisation('Old Mill Brewing Co');
      sandbox.control.faults.add({
        provider: 'xero',
        endpoint: 'api',
        times: 'until_cleared',
        effect: {
          kind: 'answer',
          reply: { status: 418, headers: { 'content-type': 'text/plain' }, body: 'No tea today' },
        },
        only: (request) => request.headers['xero-tenant-id'] === tenantId,
      });
    },
  },
];

const paused = 'Lumen Yoga Studio';

/** How each organisation has to look when all of it has happened. */
export const expectedStates: ReadonlyMap<string, string> = new Map([
  ['Harbour Lane Bakery', 'connected'],
  ['Juniper & Slate Interiors', 'connected'],
  [paused, 'paused'],
  ...troubles.flatMap(({ companies, status }) => companies.map((company): [string, string] => [company, status])),
]);

/** Lets everything happen, has all organisations checked, and waits until the extension knows. */
export async function bringTroubles(stage: Stage, console: Page): Promise<void> {
  await openConnection(console, paused);
  await press(console, label('console_pause'));
  await press(console, label('console_nav_connections'));
  await waitForRow(console, paused, 'paused');
  for (const trouble of troubles) trouble.happen(stage);
  await press(console, label('console_check_all'));
  for (const [company, status] of expectedStates) await waitForRow(console, company, status, 40_000);
}

/** Opens the page of one connection. */
export async function openConnection(console: Page, company: string): Promise<void> {
  const { id } = await readConnection(console, company);
  await goTo(console, `connections/${String(id)}`);
  await waitForText(console, words('console_actions_title'));
}
