import { openStage, seen, press, waitForText, waitForRow } from '../stage.ts';
const kind = 'firefox';
const t0 = Date.now(); const log = (...a: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...a);
const stage = await openStage(kind, { outputDir: '/tmp/sc/tree/.output' });
const { browser, sandbox } = stage;
const x = sandbox.control.xero;
try {
  const page = await browser.openExtensionPage('console.html#/connect/xero');
  await waitForText(page, 'Sign in to Xero');
  await (await page.$('form.connect input:not([type=checkbox])'))!.type(x.app.clientId);
  await press(page, /^Sign in to Xero$/);
  const w = await browser.waitForPage(/login\.xero\.com|authorize\.xero\.com/);
  await stage.signIn(w, 'maya@fernhill-books.example');
  await w.waitForSelector('#multipleTenants');
  if (process.argv[2] === 'front') await page.bringToFront();
  const p2 = await browser.openExtensionPage('popup.html');
  log('windows', await p2.evaluate(async () => JSON.stringify((await (globalThis as any).browser.windows.getAll({populate: true})).map((w: any) => [w.id, w.type, w.focused, w.tabs.map((t: any) => t.id + ' ' + t.url)]))));
  log(await seen(p2));
  await stage.allow(w, 'Harbour Lane Bakery');
  await new Promise(r => setTimeout(r, 3000));
  log(await seen(p2).catch(String), x.counters().exchanged);
} finally { await stage.close(); }
