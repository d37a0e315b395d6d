import type { Page } from 'puppeteer-core';
import { taskMs } from './page-load.ts';
import { companyPage } from './pages.ts';

/** Both are wrong in `makeConnections`, in different ways: the overlay has something else to say on each. */
const screenKeys = ['!b0003', '!b0008'] as const;
const routeChanges = 10;

/** Long enough for an overlay to follow the address (UX-54). */
const settleMs = 300;

/** What route changes of a single-page app cost. */
export interface RouteChanges {
  /** Work on the main thread, in ms for each change. */
  workMs: number;
  /** Sum of all layout shifts, in the browser's own measure. */
  shift: number;
}

function watchShifts(): void {
  const shifts = { sum: 0 };
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifts.sum += Number(Reflect.get(entry, 'value'));
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Elements beside head and body: the overlay hangs itself there. */
const countHosts = (): number => document.documentElement.childElementCount - 2;

/** Goes to and fro between two companies in one page, with so many overlays on it. */
export async function timeRouteChanges(page: Page, overlays: 0 | 1): Promise<RouteChanges> {
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  await page.goto(companyPage(screenKeys[0]), { waitUntil: 'load' });
  await page.waitForSelector('.xrh-header');
  const rest = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, settleMs));
  // The first overlay loads its script; shifts count from here on, when the page itself stands still.
  await rest();
  await rest();
  await page.evaluate(watchShifts);
  const before = await taskMs(session);
  for (let turn = 1; turn <= routeChanges; turn += 1) {
    await page.evaluate(
      (to) => {
        history.pushState(null, '', to);
        dispatchEvent(new Event('popstate'));
      },
      companyPage(screenKeys[turn % 2 === 0 ? 0 : 1]),
    );
    await rest();
  }
  const shown = await page.evaluate(countHosts);
  if (shown !== overlays) throw new Error(`the page has ${shown} overlays`);
  const workMs = ((await taskMs(session)) - before) / routeChanges;
  const shift = Number(await page.evaluate('shifts.sum'));
  return { workMs, shift };
}
