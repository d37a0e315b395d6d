import type { CDPSession, Page } from 'puppeteer-core';
import { restAfterLoad } from './page-load.ts';

const watcher = 'page-watch.js';

/** What the tracing of the browser tells of one stretch of work; `dur` in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  tid: number;
  ts: number;
  dur?: number;
  args: { data?: { url?: string } };
}

/** Loads a page and adds up, in ms, the time the main thread spent in the watcher: reading, compiling and running it. */
export async function timeWatcher(page: Page, url: string): Promise<number> {
  const session = await page.createCDPSession();
  const events = collectEvents(session);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'], excludedCategories: ['*'] },
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(restAfterLoad);
  await session.send('Tracing.end');
  const spent = outermost((await events).filter(isOfWatcher));
  if (spent.length === 0) throw new Error(`the watcher did not run on ${url}`);
  await session.detach();
  return spent.reduce((sum, event) => sum + (event.dur ?? 0), 0) / 1000;
}

function collectEvents(session: CDPSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  return new Promise((resolve) => session.once('Tracing.tracingComplete', () => resolve(events)));
}

const isOfWatcher = (event: TraceEvent): boolean =>
  event.ph === 'X' && event.args.data?.url?.endsWith(watcher) === true;

/** Leaves out what lies inside another one: its time is counted there. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const isInside = (inner: TraceEvent, outer: TraceEvent): boolean =>
    inner !== outer &&
    inner.tid === outer.tid &&
    inner.ts >= outer.ts &&
    inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);
  return events.filter((event) => !events.some((other) => isInside(event, other)));
}
