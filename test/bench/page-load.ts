import type { CDPSession, Page } from 'puppeteer-core';

/** Loads a page and tells how long it took until its `load` event was done, in ms. */
export async function timeLoad(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  return page.evaluate(restAfterLoad);
}

/** Work of the page's main thread so far, in ms. */
export async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** Runs in the page: waits for two frames, by which content scripts have run, and tells how long loading took. */
export function restAfterLoad(): Promise<number> {
  const [load] = performance.getEntriesByType('navigation');
  const loadMs = load?.duration ?? Number.NaN;
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(loadMs))));
}
