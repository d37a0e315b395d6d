import { openStage, seen, press, waitForText, waitForRow } from '../stage.ts';
const kind = process.argv[2] as 'chromium' | 'firefox';
const t0 = Date.now(); const log = (...a: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...a);
const stage = await openStage(kind, { outputDir: '/tmp/sc/tree/.output' });
try {
  log('up');
  const { browser, sandbox } = stage;
  const x = sandbox.control.xero;
  const page = await browser.openExtensionPage('console.html#/connect/xero');
  await waitForText(page, 'Sign in to Xero');
  const id = await page.$('form.connect input:not([type=checkbox])');
  await id?.type(x.app.clientId);
  await press(page, /^Sign in to Xero$/);
  const w = await browser.waitForPage(/login\.xero\.com|authorize\.xero\.com/);
  log('window', w.url());
  await stage.signIn(w, 'maya@fernhill-books.example');
  await w.waitForSelector('#multipleTenants');
  log('consent', w.url().slice(0, 60));
  await new Promise(r => setTimeout(r, 2500));
  log('overlay host in auth window:', await w.evaluate(() => document.querySelector('ledgerline-guide')?.outerHTML ?? null));
  await w.screenshot({ path: `/tmp/sc/auth-${kind}.png` }).catch((e) => log('shot', String(e)));
  await stage.allow(w, 'Harbour Lane Bakery');
  await waitForText(page, /Harbour|Which companies/);
  log(await seen(page));
  await new Promise(r => setTimeout(r, 1500));
  log(await seen(page));
  log(browser.output());
} finally { await stage.close(); }
