import { openStage, seen, press, waitForText, waitForRow } from '../stage.ts';
import { brokenRedirects, brokenTokenAnswers, outage } from '../../sandbox/core/oauth-faults.ts';
import { pollFor } from '../../browsers/poll.ts';
const kind = process.argv[2] as 'chromium' | 'firefox';
const t0 = Date.now(); const log = (...a: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...a);
const stage = await openStage(kind, { outputDir: '/tmp/sc/tree/.output' });
const { browser, sandbox } = stage;
const { control } = sandbox;
const x = control.xero;
const banner = (p: any) => p.evaluate(() => (document.querySelector('.flow-banner') as HTMLElement)?.innerText.replace(/\s+/g, ' ') ?? '');
try {
  const page = await stage.connect('Harbour Lane Bakery');
  await pollFor('x', async () => /Watch 1 company|Connected/.test(await seen(page)) || undefined);
  await waitForRow(page, 'Harbour Lane Bakery', 'connected');
  log('connected');
  await page.bringToFront();
  const cases: [string, string, any][] = [
    ...Object.entries(brokenRedirects).map(([n, e]) => [n, 'redirect', e] as [string, string, any]),
    ...Object.entries(brokenTokenAnswers).map(([n, e]) => [n, 'token.exchange', e] as [string, string, any]),
    ...(['before', 'lost', 'middle', 'after'] as const).map((w) => ['reset ' + w, 'token.exchange', { kind: 'reset', when: w }] as [string, string, any]),
    ['503', 'token.exchange', outage(503, 'x', 120)], ['429', 'token.exchange', outage(429, 'x', 120)],
    ['list 503', 'connections.list', outage(503, 'x', 120)],
  ];
  for (const [name, endpoint, effect] of cases) {
    sandbox.log.clear();
    control.faults.once('xero', endpoint, effect);
    await page.goto(`${browser.extensionOrigin}/console.html#/connect/xero`).catch(() => {});
    await page.reload().catch(() => {});
    await waitForText(page, 'Sign in to Xero');
    await press(page, /^Sign in to Xero$/);
    const w = await browser.waitForPage(/authorize\.xero\.com/);
    await stage.allow(w, 'Harbour Lane Bakery').catch((e) => log('allow', String(e).slice(0, 80)));
    const text = await pollFor('end', async () => { const b = await banner(page); const s = await seen(page); return /Close|Choose/.test(b) ? b : /Which comp|All your|finished/.test(s) ? s : undefined; }, 15000).catch(async (e) => 'NONE ' + await seen(page));
    log(name, '=>', text, '| token calls', sandbox.log.count('xero', 'token'), (await browser.pageAddresses()).length);
    await page.evaluate(() => { for (const b of document.querySelectorAll('button')) if (['Close', 'Cancel'].includes(b.innerText)) b.click(); });
    await new Promise(r => setTimeout(r, 200));
    control.faults.clear();
  }
  log(browser.output());
} finally { await stage.close(); }
