// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReportRequest } from '../../../lib/messages/report-requests';
import type { PageExtension } from '../../../lib/page/extension';
import { watchReports } from '../../../lib/page/report-watch';
import type { SharedReport } from '../../../lib/page/shared-report';
import { genericLandmarks } from '../../../lib/report-tools/landmarks';
import { layOutPage } from './layout';

const site = { siteId: 's1', landmarks: genericLandmarks };
const card = '<article><h3>Cash</h3><p>Source: Acme</p><p>Authorization error</p></article>';

let sent: ReportRequest[];
let extension: PageExtension;
let page: SharedReport;
let looks: number;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  layOutPage();
  sent = [];
  extension = {
    runtime: {
      id: 'ours',
      sendMessage: (message) => {
        if (message.type === 'report.seen') sent.push(message);
        return Promise.resolve({ marker: true } as never);
      },
    },
    i18n: { getMessage: () => '' },
  };
  looks = 0;
  page = {
    sightings: [],
    marker: {
      follow: () => {
        looks += 1;
      },
    },
  };
  document.body.innerHTML = card;
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function watch(): void {
  stop = watchReports(site, extension, page);
}

async function show(body: string, waitMs = 1000): Promise<void> {
  document.body.innerHTML = body;
  await vi.advanceTimersByTimeAsync(waitMs);
}

describe('watchReports', () => {
  it('tells of a message once, and again when it comes back', async () => {
    watch();
    expect(sent).toEqual([
      {
        type: 'report.seen',
        siteId: 's1',
        message: {
          error: expect.stringContaining('authorization error'),
          report: 'Cash',
          integration: 'Acme',
          isRefreshed: false,
        },
      },
    ]);
    await show(card);
    expect(sent).toHaveLength(1);
    await show('<p>fine</p>');
    expect(page.sightings).toEqual([]);
    await show(card);
    expect(sent).toHaveLength(2);
  });

  it('rests between two looks at a page that never rests', async () => {
    watch();
    const before = looks;
    for (let turn = 0; turn < 200; turn += 1) await show(`${card}<i>${turn}</i>`, 10);
    // Two seconds of changes, with at least a quarter of a second between looks.
    expect(looks - before).toBeLessThanOrEqual(9);
  });

  it('SEC-16 says nothing while a password is asked for', async () => {
    document.body.innerHTML = `${card}<input type="password">`;
    watch();
    expect(sent).toEqual([]);
    await show(card);
    expect(sent).toHaveLength(1);
  });

  it('remembers for a while that the tool renewed its sign-in', async () => {
    watch();
    await show(`<p>Connection refreshed</p>${card}`);
    await show(card);
    expect(page.sightings[0]?.message.isRefreshed).toBe(true);
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    await show(`${card} `);
    expect(page.sightings[0]?.message.isRefreshed).toBe(false);
  });

  it('SEC-63 falls silent for good when the extension went away', async () => {
    watch();
    delete extension.runtime;
    await show('<p>fine</p>');
    expect(page.sightings).toEqual([]);
    await show(card);
    expect(page.sightings).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  it('stops when it is told to, and takes its messages with it', async () => {
    watch();
    stop();
    expect(page.sightings).toEqual([]);
    await show(`${card}${card}`);
    expect(page.sightings).toEqual([]);
  });
});
