import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Borrowed, borrowPlainBrowser } from '../../browsers/borrow.ts';
import { logIn } from '../../browsers/walks/quickbooks.ts';
import { generations } from '../../sandbox/quickbooks/world.ts';
import { press } from '../seen.ts';
import type { ProbeQuestion, ProbeResult } from './path-probe.ts';

const company = 'Northgate Plumbing';
const maya = 'maya@fernhill-books.example';
const names = { person: [maya, 'Maya Lindqvist'], app: ['Ledgerline'], company: [company] };
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** A place on a page: what to do before, which way is walked, and which element is right (a selector and its words). */
interface Spot {
  route: string;
  before?: (page: Page, generation: string) => Promise<void>;
  cause: string;
  area?: string;
  right: { selector: string; words?: RegExp; row?: string } | undefined;
}

const openGear = async (page: Page, generation: string): Promise<void> => {
  if (generation !== 'rail') await page.click('[aria-label=Settings]');
};

const openEdit = async (page: Page): Promise<void> => {
  await page.evaluate((email) => {
    const row = [...document.querySelectorAll('main tr, main article')].find((one) => one.textContent?.includes(email));
    const buttons = [...(row?.querySelectorAll('button') ?? [])];
    buttons.find((button) => /^Edit/.test(button.textContent ?? ''))?.click();
  }, maya);
  await page.waitForSelector('form');
};

const permission = 'user_permission_insufficient';
const spots: Readonly<Record<string, Spot>> = {
  'the menu of users': {
    route: 'homepage',
    before: openGear,
    cause: permission,
    right: { selector: '[role=menuitem], nav a', words: /^manage users$/i },
  },
  'the menu of billing': {
    route: 'homepage',
    before: openGear,
    cause: 'plan_restricted',
    right: { selector: '[role=menuitem], nav a', words: /billing/i },
  },
  'the row of the person': {
    route: 'settings/users',
    cause: permission,
    right: { selector: 'button', words: /^(?:Edit|Edit user|Action ▼)$/, row: maya },
  },
  'the role of the person': {
    route: 'settings/users',
    before: openEdit,
    cause: permission,
    right: { selector: 'form select, form label.choice, form [role=radio]', words: /Company admin/ },
  },
  'a person who is not there': { route: 'settings/users', cause: permission, right: undefined },
  'the way to add somebody': {
    route: 'settings/users',
    cause: 'user_inactive',
    right: { selector: 'button', words: /^Add user$/ },
  },
  'the field for the address': {
    route: 'settings/users',
    before: async (page) => {
      await press(page, /^Add user$/);
      await page.waitForSelector('form');
    },
    cause: 'user_inactive',
    right: { selector: 'input[type=email]' },
  },
  'the renewal': {
    route: 'settings?panel=billing',
    cause: 'plan_restricted',
    right: { selector: 'main button', words: /^(?:Subscribe|Subscribe Now|Resubscribe)$/ },
  },
  'the change of plan': {
    route: 'settings?panel=billing',
    cause: 'plan_restricted',
    area: 'classes',
    right: { selector: 'main button', words: /^(?:Upgrade|Change plan|Upgrade or change plan)$/ },
  },
};

const total = { right: 0, none: 0, wrong: 0 };

describe('pages of QuickBooks rebuilt by chance', () => {
  let borrowed: Borrowed;
  let page: Page;
  let code: string;

  beforeAll(async () => {
    const built = await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        lib: {
          entry: fileURLToPath(new URL('./path-probe.ts', import.meta.url)),
          formats: ['iife'],
          name: 'pathProbe',
        },
      },
    });
    const [first] = Array.isArray(built) ? built : [built];
    code = first && 'output' in first ? first.output[0].code : '';
    borrowed = await borrowPlainBrowser('chromium');
    page = await borrowed.browser.newPage('https://app.qbo.intuit.com/app/homepage');
    await logIn(page, borrowed.sandbox.control.quickbooks.user('olive@client-owners.example'));
    await page.waitForSelector('[data-testid=page-title]');
  });
  afterAll(async () => {
    await borrowed?.giveBack();
  });

  async function mark({ right }: Spot): Promise<number> {
    return page.evaluate(
      (selector, source, flags, row) => {
        const words = new RegExp(source, flags);
        const all = selector === '' ? [] : [...document.querySelectorAll(selector)];
        const fitting = all.filter(
          (one) =>
            words.test(one.textContent ?? '') &&
            one.checkVisibility() &&
            (row === '' || one.closest('tr, article')?.textContent?.includes(row)),
        );
        for (const one of fitting) one.setAttribute('data-right', '');
        return fitting.length;
      },
      right?.selector ?? '',
      right?.words?.source ?? '',
      right?.words?.flags ?? '',
      right?.row ?? '',
    );
  }

  const cases = generations.flatMap((generation) =>
    Object.entries(spots).map(([name, spot]): [string, string, Spot] => [generation, name, spot]),
  );

  it.each(cases)('%s: never point anywhere but at %s', async (generation, _name, spot) => {
    const { quickbooks } = borrowed.sandbox.control;
    quickbooks.heal();
    quickbooks.layout.generation = generations.find((one) => one === generation) ?? 'classic';
    if (spot.cause === 'user_inactive' || !spot.right) quickbooks.removeMember(company, maya);
    else if (spot.cause === permission) quickbooks.setRole(company, maya, 'reports_only');
    else if (!spot.area) quickbooks.setCondition(company, 'lapsed');
    const { realmId } = quickbooks.company(company);
    await page.goto(
      `https://qbo.intuit.com/app/login?pagereq=${encodeURIComponent(spot.route)}&deeplinkcompanyid=${realmId}`,
    );
    await page.waitForSelector('[data-testid=page-title]');
    await spot.before?.(page, generation);
    expect(await mark(spot)).toBe(spot.right ? 1 : 0);
    const { cause, area } = spot;
    const question: ProbeQuestion = { providerId: 'quickbooks', cause, ...(area ? { area } : {}), names };
    const ask = `(() => { ${code}; return pathProbe.probe(${JSON.stringify(question)}, ${JSON.stringify(seeds)}); })()`;
    const result = (await page.evaluate(ask)) as ProbeResult;
    total.right += result.right;
    total.none += result.none;
    total.wrong += result.wrong.length;
    expect(result.wrong).toEqual([]);
    // Doubles and namesakes hide the place now and then, never as a rule.
    if (spot.right) expect(result.right).toBeGreaterThanOrEqual(seeds.length / 4);
  });

  it('points right in most of at least 500 variants', () => {
    expect(total.right + total.none + total.wrong).toBeGreaterThanOrEqual(500);
    expect(total.wrong).toBe(0);
    expect(total.right).toBeGreaterThan(total.none);
    process.stdout.write(`QuickBooks variants: ${JSON.stringify(total)}\n`);
  });
});
