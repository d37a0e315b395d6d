import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pollFor } from '../../browsers/poll.ts';
import { reportHost } from '../../sandbox/report-tool/report-tool.ts';
import { inTurn, inTurnOf, kinds } from '../in-turn.ts';
import { type Attack, attackScript, attacksUnderClicks, attacksWithoutClicks } from './attacks.ts';
import { lacksRight, refused } from './models.ts';
import { type OverlayStage, openOverlayStage, type SeenOverlay } from './overlay-stage.ts';

/** Longer than the overlay has to stand still before a click counts: the trap is patient. */
const patienceMs = 680;

/** By then what gave way to the first click has been gone for as long as the overlay asks for: a click is no accident any more. */
const surpriseMs = 500;

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What stands in a page and can be clicked. */
interface Surface {
  address: string;
  /** What it tells the worker when it is clicked. */
  effects: readonly string[];
  /** Run in the page: what makes it go, and come back. */
  leave(): void;
  comeBack(): void;
  /** Of the attacks of a browser, those that are tried on it. */
  among<Case>(cases: readonly Case[]): Case[];
}

const surfaces: Readonly<Record<string, Surface>> = {
  'the overlay': {
    address: 'https://login.xero.com/identity/connect/authorize?x',
    effects: ['guide.open', 'guide.mute'],
    leave: () => history.pushState(null, '', '/identity/other'),
    comeBack: () => history.pushState(null, '', '/identity/connect/authorize'),
    among: (cases) => [...cases],
  },
  // It is drawn and guarded by what draws and guards the overlay: some are enough to tell that it still is.
  'the marker': {
    address: `https://${reportHost}/`,
    effects: ['report.open', 'report.mute'],
    leave: () => document.body.setAttribute('hidden', ''),
    comeBack: () => document.body.removeAttribute('hidden'),
    among: (cases) => inTurnOf(1, 8, cases),
  },
};

it('has at least 40 variants', () => {
  expect(attacksUnderClicks.length + attacksWithoutClicks.length).toBeGreaterThanOrEqual(40);
});

/** SEC-62: whatever a page does to the overlay or to the marker on report tools, clicks in it have no effect. */
describe.each(kinds)('clickjacking in %s', (kind) => {
  let stage: OverlayStage;
  let page: Page;

  beforeAll(async () => {
    stage = await openOverlayStage(kind);
    page = await stage.browser.newPage();
    await stage.browser.setLook(page, { width: 1280, height: 900 });
    stage.models.set(refused.screenId, refused);
    stage.marker.model = lacksRight;
  });
  afterAll(() => stage?.close());

  describe.each(Object.entries(surfaces))('of %s', (_what, surface) => {
    let overlay: SeenOverlay;

    beforeEach(async () => {
      await page.mouse.move(1, 1);
      await page.goto(surface.address, { waitUntil: 'domcontentloaded' });
      overlay = await stage.waitForOverlay(page);
      expect(overlay.mode).toBe('card');
      stage.messages.length = 0;
    });

    const attack = (what: Attack): Promise<unknown> => page.evaluate(attackScript(what, overlay.box));

    /** Clicks all buttons where they were, and where they are by now, one after the other, for no longer than this. */
    async function clickEverywhere(forMs = surpriseMs): Promise<void> {
      const [now] = await stage.look(page).catch(() => []);
      const startMs = Date.now();
      const clicked = new Set<string>();
      for (const action of ['open', 'areas', 'report', 'day', 'site', 'close', 'collapse']) {
        for (const buttons of [overlay.buttons, now?.buttons ?? []]) {
          const button = buttons.find((candidate) => candidate.action === action);
          if (!button || button.x < 0 || button.y < 0 || button.x > 1270 || button.y > 890) continue;
          const [x, y] = [Math.round(button.x + button.width / 2), Math.round(button.y + button.height / 2)];
          if (clicked.has(`${x} ${y}`)) continue;
          clicked.add(`${x} ${y}`);
          if (Date.now() - startMs > forMs) return;
          await page.mouse.move(x, y);
          await page.mouse.down();
          await page.mouse.up();
        }
      }
    }

    const effects = (): string[] =>
      stage.messages.map(({ type }) => type).filter((type) => surface.effects.includes(type));

    it('lets a person through whom nobody deceives, so that the rest proves something', async () => {
      await rest(patienceMs);
      await clickEverywhere(Number.POSITIVE_INFINITY);
      await pollFor('the messages', async () => new Set(effects()).size === surface.effects.length || undefined);
      expect(stage.messages).toContainEqual(expect.objectContaining({ type: surface.effects[1], howLong: 'day' }));
    });

    it.each(surface.among(inTurn(kind, attacksUnderClicks)))('has no effect: %s', async (_name, run) => {
      await attack(run);
      await rest(patienceMs);
      await clickEverywhere();
      await rest(60);
      expect(effects()).toEqual([]);
    });

    it.each(surface.among(inTurn(kind, attacksWithoutClicks)))('has no effect: %s', async (_name, run) => {
      await rest(patienceMs);
      await attack(run);
      await page.mouse.click(3, 3);
      await rest(60);
      expect(effects()).toEqual([]);
    });

    it('has no effect: a click on what has just appeared', async () => {
      await page.evaluate(surface.leave);
      await pollFor('it to go', async () => (await stage.look(page)).length === 0 || undefined);
      await page.evaluate(surface.comeBack);
      overlay = await stage.waitForOverlay(page);
      await clickEverywhere();
      await rest(60);
      expect(effects()).toEqual([]);
    });

    it('has no effect: a window that closes between two clicks', async () => {
      await rest(patienceMs);
      await page.evaluate(() => dispatchEvent(new Event('focus')));
      await clickEverywhere();
      await rest(60);
      expect(effects()).toEqual([]);
    });
  });
});
