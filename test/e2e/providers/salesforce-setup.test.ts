import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../../browsers/poll.ts';
import { logIn } from '../../browsers/walks/salesforce.ts';
import type { SalesforceControl } from '../../sandbox/salesforce/control.ts';
import { mayUseApi } from '../../sandbox/salesforce/world.ts';
import { inTurnOf, isEveryCase, testInTurn } from '../in-turn.ts';
import { openStage, type Stage } from '../stage.ts';
import { layouts } from './salesforce-layouts.ts';

const orchards = 'northwind-orchards';
const railway = 'calder-rail';

/** Something that is wrong, how an admin mends it, and whether it is mended. */
type Repair = readonly [what: string, spoil: () => void, mend: () => Promise<void>, isMended: () => boolean];

/** The gate takes these ways with the overlay (`salesforce-screens`); without it they tell which of the two is wrong. */
describe.runIf(isEveryCase)('Setup of the played Salesforce', () => {
  let stage: Stage;
  let salesforce: SalesforceControl;
  let setup: Page;

  beforeAll(async () => {
    stage = await openStage('chromium');
    salesforce = stage.sandbox.control.salesforce;
    salesforce.app.redirectUris.add(`${stage.browser.redirectBase}salesforce`);
  });
  afterAll(() => stage?.close());

  async function enter(domain: string, username: string): Promise<void> {
    setup = await stage.browser.newPage('https://login.salesforce.com/secur/logout.jsp');
    await setup.goto(`https://${domain}.my.salesforce.com/`);
    const user = salesforce.org(domain).users.find((one) => one.username === username);
    if (!user) throw new Error(`nobody called ${username}`);
    await logIn(setup, user);
    await pollFor('the product', async () => /force\.com\/(?:lightning|home)\//.test(setup.url()) || undefined);
  }

  /** Opens a page of Setup; what was saved before may still be on its way to the page after it, which then wins. */
  const open = (domain: string, name: string): Promise<true> =>
    pollFor(`the page ${name}`, async () => {
      await setup.goto(`https://${domain}.lightning.force.com/lightning/setup/${name}/home`).catch(() => undefined);
      return setup.url().includes(`/setup/${name}`) || undefined;
    });

  /** The frame of the classic page, or the page itself where there is none. */
  async function place(): Promise<Page | Frame> {
    const frame = await setup.$('iframe').catch(() => null);
    return (await frame?.contentFrame()) ?? setup;
  }

  /** Does something to the element a person reads these words on, as soon as it is there; a row narrows it. */
  async function at(words: string, act: 'click' | 'tick' | 'choose', row?: string): Promise<void> {
    await pollFor(`“${words}” in ${row ?? 'the page'}`, async () => {
      const root = await place();
      return root
        .evaluate(
          (wanted, what, within) => {
            const rows = [...document.querySelectorAll('tr, li, .bPageBlock')].filter((one) =>
              one.textContent?.includes(within ?? ''),
            );
            const parts: ParentNode[] = within === undefined ? [document] : rows.slice(-1);
            const labelOf = (element: Element): string =>
              (element instanceof HTMLInputElement && /^(?:submit|button)$/.test(element.type)
                ? element.value
                : (element.textContent ?? '')
              ).trim();
            const find = (selector: string): HTMLElement | undefined =>
              parts
                .flatMap((part) => [...part.querySelectorAll<HTMLElement>(selector)])
                .find((one) => labelOf(one) === wanted && one.checkVisibility());
            if (what === 'click') {
              const found = find('button, a, [type=submit], [type=button], label');
              const menu = parts[0]?.querySelector<HTMLElement>('[aria-haspopup]');
              if (!found && menu?.parentElement?.querySelector('[hidden]')) menu.click();
              found?.click();
              return found !== undefined || undefined;
            }
            if (what === 'choose') {
              const option = [...document.querySelectorAll('option')].find((one) => one.textContent === wanted);
              if (option) option.selected = true;
              return option !== undefined || undefined;
            }
            const label = find('label');
            const box =
              label?.querySelector('input') ?? (label instanceof HTMLLabelElement ? label.control : undefined);
            box?.click();
            return box ? true : undefined;
          },
          words,
          act,
          row,
        )
        .catch(() => undefined);
    });
  }

  const becomes = (what: string, isSo: () => boolean): Promise<true> => pollFor(what, async () => isSo() || undefined);

  const isNative = (): boolean => salesforce.layout.setup === 'native';
  const maya = 'maya@northwind-orchards.example';
  const usage = (): string =>
    salesforce.layout.apps === 'external' ? 'ExternalClientApplicationOauthUsage' : 'ConnectedAppsUsage';
  const policies = (): string =>
    salesforce.layout.apps === 'external' ? 'Edit Policies' : isNative() ? 'Manage Policies' : 'Manage App Policies';

  /** What an admin does to the app: its pages differ in every layout. */
  const appRepairs: readonly Repair[] = [
    [
      'installs the app',
      () => salesforce.uninstallApp(orchards),
      async () => {
        await open(orchards, usage());
        await at('Install', 'click', 'Ledgerline');
        await becomes('the question', () => setup.url().includes('install') || salesforce.layout.setup === 'framed');
        await at('Install', 'click');
      },
      () => salesforce.policy(orchards).isInstalled,
    ],
    [
      'unblocks the app',
      () => salesforce.blockApp(orchards),
      async () => {
        await open(orchards, usage());
        await at(isNative() ? 'Blocked' : 'Unblock', 'click', 'Ledgerline');
      },
      () => !salesforce.policy(orchards).isBlocked,
    ],
    [
      'lets all users in',
      () => salesforce.approveOnly(orchards, []),
      async () => {
        await open(orchards, usage());
        await at(policies(), 'click', 'Ledgerline');
        await at(salesforce.layout.apps === 'external' ? 'Edit' : 'Edit Policies', 'click');
        await at('All users may self-authorize', 'choose');
        await at('Save', 'click');
      },
      () => salesforce.policy(orchards).permittedUsers === 'all',
    ],
    [
      'lets a profile in',
      () => salesforce.approveOnly(orchards, []),
      async () => {
        await open(orchards, usage());
        await at(policies(), 'click', 'Ledgerline');
        await at(salesforce.layout.apps === 'external' ? 'Edit' : 'Manage Profiles', 'click');
        await at('Standard User', 'tick');
        await at('Save', 'click');
      },
      () => salesforce.policy(orchards).profiles.has('Standard User'),
    ],
  ];

  /** What an admin does to people and to the org: on the same pages whatever kind of apps the org has. */
  const otherRepairs: readonly Repair[] = [
    [
      'activates a person',
      () => salesforce.setActive(orchards, false),
      async () => {
        await open(orchards, 'ManageUsers');
        await at('Edit', 'click', maya);
        await at('Active', 'tick');
        await at('Save', 'click');
      },
      () => salesforce.userOf(orchards).isActive,
    ],
    [
      'unfreezes a person',
      () => salesforce.freeze(orchards),
      async () => {
        await open(orchards, 'ManageUsers');
        await at(maya, 'click', maya);
        await at('Unfreeze', 'click');
      },
      () => !salesforce.userOf(orchards).isFrozen,
    ],
    [
      'gives a permission set',
      () => salesforce.setApiEnabled(orchards, false),
      async () => {
        await open(orchards, 'ManageUsers');
        await at(maya, 'click', maya);
        await at(isNative() ? 'Add Assignments' : 'Edit Assignments', 'click');
        await at('Accounting Integration', 'tick');
        await at(isNative() ? 'Assign' : 'Save', 'click');
      },
      () => mayUseApi(salesforce.org(orchards), salesforce.userOf(orchards)),
    ],
    [
      'opens the addresses of a profile',
      () => salesforce.restrictAddresses(orchards),
      async () => {
        await open(orchards, 'EnhancedProfiles');
        await at('Standard User', 'click', 'Standard User');
        await at(isNative() ? 'Delete' : 'Del', 'click', '203.0.113.1');
      },
      () => profile().ranges.length === 0,
    ],
    [
      'opens the hours of a profile',
      () => salesforce.closeHours(orchards),
      async () => {
        await open(orchards, 'ManageUsers');
        await at('Standard User', 'click', maya);
        await (isNative() ? at('Edit Login Hours', 'click') : at('Edit', 'click', 'Login Hours'));
        await at('All day', 'choose');
        await at('Save', 'click');
      },
      () => !profile().isOutOfHours,
    ],
    [
      'frees the sessions',
      () => salesforce.refuseSessions(orchards),
      async () => {
        await open(orchards, 'SecuritySession');
        await at('Lock sessions to the IP address from which they originated', 'tick');
        await at('Save', 'click');
      },
      () => !salesforce.org(orchards).isSessionLocked,
    ],
    [
      'adds the interface to the edition',
      () => salesforce.loseApi(orchards),
      async () => {
        await open(orchards, 'CompanyProfileInfo');
        await at('Add', 'click', 'Web Services API');
      },
      () => salesforce.org(orchards).hasApi,
    ],
  ];

  function profile() {
    const found = salesforce.org(orchards).profiles.find(({ name }) => name === 'Standard User');
    if (!found) throw new Error('no profile');
    return found;
  }

  const settings: Repair = [
    'changes the app in its own org',
    () => {
      salesforce.app.requiresSecret = true;
    },
    async () => {
      await open(
        railway,
        salesforce.layout.apps === 'external' ? 'ManageExternalClientApplication' : 'NavigationMenus',
      );
      await at(salesforce.layout.apps === 'external' ? 'Edit Settings' : 'Edit', 'click', 'Ledgerline');
      await at('Require Secret for Web Server Flow', 'tick');
      await at('Save', 'click');
    },
    () => !salesforce.app.requiresSecret,
  ];

  async function mendAll(all: readonly Repair[]): Promise<void> {
    for (const [what, spoil, mend, isMended] of all) {
      spoil();
      expect(isMended(), what).toBe(false);
      await mend();
      await becomes(what, isMended);
      salesforce.heal();
    }
    await setup.close();
  }

  const shown = async (): Promise<string> => {
    const root = await place();
    return root.$eval('#root', (body) => body.textContent ?? '').catch(() => '');
  };

  describe.each(layouts)('laid out $setup with $apps apps', (layout) => {
    const turn = layouts.indexOf(layout) % 2;
    const testOfRights = testInTurn(turn, 2);

    it('lets an admin mend causes', async () => {
      Object.assign(salesforce.layout, layout);
      await enter(orchards, salesforce.adminOf(orchards).username);
      // A classic page is the same one in a frame and alone.
      const isSeenBefore = layout.setup === 'classic' || layout.apps === 'external';
      const others = isSeenBefore ? [] : otherRepairs;
      await mendAll([...inTurnOf(turn, 2, appRepairs), ...inTurnOf(turn, 2, others)]);
      await enter(railway, salesforce.adminOf(railway).username);
      await mendAll([settings]);
    });

    testOfRights('shows people without a right to Setup nothing of it, and an auditor no button', async () => {
      await enter(orchards, maya);
      await open(orchards, 'ManageUsers');
      await pollFor('the refusal', async () => (await shown()).includes('Insufficient Privileges') || undefined);
      expect(await shown()).not.toContain('olive@');
      await setup.close();
      await enter(orchards, 'ines@northwind-orchards.example');
      await open(orchards, usage());
      await pollFor('the app', async () => (await shown()).includes('Ledgerline') || undefined);
      expect(await shown()).not.toMatch(/Uninstall|Block/);
      salesforce.forgetApp(orchards);
      await open(orchards, usage());
      await pollFor('the list', async () => /OAuth Usage/.test(await shown()) || undefined);
      expect(await shown()).not.toContain('Ledgerline');
      salesforce.heal();
      await setup.close();
    });
  });
});
