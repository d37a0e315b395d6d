import type { CDPSession, Page } from 'puppeteer-core';
import { restAfterLoad } from './page-load.ts';

/** What the tracing of the browser tells of one stretch of work, or of a moment; `ts` and `dur` in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  tid: number;
  ts: number;
  dur?: number;
  args: { data?: { url?: string; isOutermostMainFrame?: boolean } };
}

/** What a script of an extension cost the page's main thread, in ms: reading, compiling and running it. */
export interface ScriptTime {
  wholeMs: number;
  /** What the page's `load` event had to wait for. */
  beforeLoadMs: number;
}

/** Loads a page and adds up the time its main thread spent in the script of this name. */
export async function timeScript(page: Page, url: string, script: string): Promise<ScriptTime> {
  const session = await page.createCDPSession();
  const collected = collectEvents(session);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'], excludedCategories: ['*'] },
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(restAfterLoad);
  await session.send('Tracing.end');
  const events = await collected;
  await session.detach();
  const spent = outermost(events.filter((event) => event.ph === 'X' && event.args.data?.url?.endsWith(script)));
  if (spent.length === 0) throw new Error(`${script} did not run on ${url}`);
  const load = events.find(({ name, args }) => name === 'MarkLoad' && args.data?.isOutermostMainFrame);
  if (!load) throw new Error(`${url} was not seen to load`);
  return { wholeMs: sumMs(spent), beforeLoadMs: sumMs(spent.filter(({ ts }) => ts < load.ts)) };
}

const sumMs = (events: readonly TraceEvent[]): number =>
  events.reduce((sum, event) => sum + (event.dur ?? 0), 0) / 1000;

function collectEvents(session: CDPSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  return new Promise((resolve) => session.once('Tracing.tracingComplete', () => resolve(events)));
}

/** Leaves out what lies inside another one: its time is counted there. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const isInside = (inner: TraceEvent, outer: TraceEvent): boolean =>
    inner !== outer &&
    inner.tid === outer.tid &&
    inner.ts >= outer.ts &&
    inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);
  return events.filter((event) => !events.some((other) => isInside(event, other)));
}
