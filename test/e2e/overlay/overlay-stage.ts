import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { GuideModel, PageRequest } from '../../../lib/messages/page-requests.ts';
import type { MarkerModel, ReportRequest } from '../../../lib/messages/report-requests.ts';
import { drawnScreen } from '../../../lib/providers/screen.ts';
import { findScreen } from '../../../lib/providers/screens.ts';
import { genericLandmarks } from '../../../lib/report-tools/landmarks.ts';
import { launchChromium } from '../../browsers/chromium.ts';
import type { BrowserDriver, BrowserKind } from '../../browsers/driver.ts';
import { launchFirefox } from '../../browsers/firefox.ts';
import { pollFor } from '../../browsers/poll.ts';
import { createClock } from '../../sandbox/core/clock.ts';
import { createFaults } from '../../sandbox/core/faults.ts';
import { jsonReply, type Reply, type SandboxRequest } from '../../sandbox/core/http.ts';
import { createLog } from '../../sandbox/core/log.ts';
import { startServer } from '../../sandbox/core/server.ts';
import { createReportTool, reportHost } from '../../sandbox/report-tool/report-tool.ts';
import { answerPage, wanted } from './pages.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An overlay as only an extension can see it. */
export interface SeenOverlay {
  box: Box;
  mode: 'card' | 'line' | 'dot';
  status: string;
  text: string;
  isVisible: boolean;
  outline: Box | null;
  hasFocus: boolean;
  buttons: ({ action: string } & Box)[];
}

/** The built page scripts in a real browser, with a stand-in for the worker. */
export interface OverlayStage {
  browser: BrowserDriver;
  /** What the page scripts sent, oldest first. */
  messages: (PageRequest | ReportRequest)[];
  /** What the worker has to say, by screen id. */
  models: Map<string, GuideModel>;
  /** What it has to say about a message of the report tool. */
  marker: { model: MarkerModel | null };
  look(page: Page): Promise<SeenOverlay[]>;
  /** The one overlay of the page, as soon as it is there. */
  waitForOverlay(page: Page): Promise<SeenOverlay>;
  close(): Promise<void>;
}

const outputs = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A copy of the build whose worker is the stand-in and whose hosts are granted; the page scripts stay as built. */
async function makeProbe(kind: BrowserKind): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'ledgerline-overlay-'));
  await cp(join(process.env.LEDGERLINE_BUILD ?? '.output', outputs[kind]), dir, { recursive: true });
  for (const file of ['probe-worker.js', 'probe-eye.js']) await cp(here(file), join(dir, file));
  const built: unknown = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'));
  const hosts = ['https://*.xero.com/*'];
  const tools = [`https://${reportHost}/*`];
  const manifest = {
    ...(typeof built === 'object' ? built : {}),
    permissions: ['scripting'],
    optional_host_permissions: undefined,
    content_security_policy: undefined,
    host_permissions: [...hosts, ...tools],
    background: kind === 'firefox' ? { scripts: ['probe-worker.js'] } : { service_worker: 'probe-worker.js' },
    content_scripts: [
      { matches: [...hosts, ...tools], js: ['probe-eye.js'], run_at: 'document_start' },
      { matches: hosts, js: ['page-watch.js'], run_at: 'document_idle' },
      { matches: tools, js: ['report-watch.js'], run_at: 'document_idle' },
    ],
  };
  await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}

export async function openOverlayStage(kind: BrowserKind): Promise<OverlayStage> {
  const messages: OverlayStage['messages'] = [];
  const models = new Map<string, GuideModel>();
  const marker: OverlayStage['marker'] = { model: null };

  /** The worker's answers, as the test wants them. */
  const answerDesk = (request: SandboxRequest): Reply => {
    const message: PageRequest | ReportRequest = JSON.parse(request.body);
    messages.push(message);
    const model = 'screenId' in message ? models.get(message.screenId) : undefined;
    const screen = 'screenId' in message ? findScreen(message.screenId) : undefined;
    const replies = {
      'screen.shown': { guide: model !== undefined },
      'screen.error': { noted: true },
      'guide.model': model && screen ? { ...model, screen: drawnScreen(screen) } : null,
      'guide.progress': { hasUpdate: false },
      'guide.fold': null,
      'guide.mute': null,
      'guide.open': null,
      'report.landmarks': { siteId: 'deck', landmarks: genericLandmarks },
      'report.seen': { marker: marker.model !== null },
      'report.model': marker.model,
      'report.open': null,
      'report.mute': null,
    };
    return jsonReply(200, replies[message.type], { 'access-control-allow-origin': '*' });
  };

  const clock = createClock();
  const provider = {
    id: 'xero',
    name: 'Xero',
    hosts: ['api.xero.com', 'authorize.xero.com', 'go.xero.com', 'login.xero.com', 'my.xero.com'],
    endpointOf: () => 'page',
    targets: () => [],
    answer: (request: SandboxRequest) => (request.host === 'api.xero.com' ? answerDesk(request) : answerPage(request)),
  };
  const server = await startServer({ clock, faults: createFaults() }, createLog(), [
    provider,
    // One report fails: a page that shows another message is honest about that one.
    createReportTool((company) => (company === wanted.name ? 'permission' : undefined)).provider,
  ]);
  const extensionDir = await makeProbe(kind);
  const launch = kind === 'chromium' ? launchChromium : launchFirefox;
  const browser = await launch({
    extensionDir,
    sandbox: { port: server.port, spki: server.certificate.spki },
    colorScheme: 'light',
  });

  const look = (page: Page): Promise<SeenOverlay[]> =>
    page.evaluate(
      () =>
        new Promise<SeenOverlay[]>((resolve) => {
          const turn = Math.random();
          const listen = (event: MessageEvent): void => {
            if (event.data?.eye !== 'seen' || event.data.turn !== turn) return;
            removeEventListener('message', listen);
            resolve(event.data.overlays);
          };
          addEventListener('message', listen);
          window.postMessage({ eye: 'look', turn }, '*');
        }),
    );

  return {
    browser,
    messages,
    models,
    marker,
    look,
    waitForOverlay: (page) =>
      pollFor('the overlay', async () => {
        const overlays = await look(page);
        return overlays.length === 1 ? overlays[0] : undefined;
      }),
    async close() {
      await browser.close();
      await server.close();
      await rm(extensionDir, { recursive: true, force: true });
    },
  };
}
