import type { CDPSession, Page } from 'puppeteer-core';

/** How long a page took, in ms since it was asked for. */
export interface LoadTime {
  /** Until its `load` event was done. */
  loadMs: number;
  /** Until it was drawn after that. */
  drawnMs: number;
}

/** Loads a page, and waits until it is drawn and at rest. */
export async function timeLoad(page: Page, url: string): Promise<LoadTime> {
  await page.goto(url, { waitUntil: 'load' });
  return page.evaluate(restAfterLoad);
}

/** Work of the page's main thread so far, in ms. */
export async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** Runs in the page: waits for two frames, and until the page is idle, by which scripts of extensions have run as well. */
export async function restAfterLoad(): Promise<LoadTime> {
  const [load] = performance.getEntriesByType('navigation');
  const loadMs = load?.duration ?? Number.NaN;
  const drawnMs = await new Promise<number>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
  );
  await new Promise((resolve) => requestIdleCallback(resolve));
  return { loadMs, drawnMs };
}
