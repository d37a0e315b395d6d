import { openStage, seen, press, waitForText, waitForRow } from '../stage.ts';
import { pollFor } from '../../browsers/poll.ts';
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
  if (process.argv[2] === 'closepage') { await page.close(); }
  let was = true; const start = Date.now();
  while (Date.now() - start < +(process.argv[3] ?? 75000)) {
    const is = await browser.isBackgroundRunning();
    if (is !== was) { log('running', is); was = is; }
    await new Promise(r => setTimeout(r, 1000));
  }
  log('still running', await browser.isBackgroundRunning());
  await w.screenshot({path:'/tmp/sc/w75.png'}).catch(log); log(await w.evaluate(() => { const b = document.querySelector('#approveButton')!.getBoundingClientRect(); const e = document.elementFromPoint(b.x+b.width/2, b.y+b.height/2); return [e?.outerHTML.slice(0,100), innerWidth, innerHeight, document.visibilityState, b.y]; })); await stage.allow(w, 'Harbour Lane Bakery');
  log(await browser.pageAddresses()); await new Promise(r => setTimeout(r, 1500)); log('w', w.isClosed(), await w.evaluate(() => location.href + document.body.innerText.slice(0,300)).catch(String)); log(x.counters(), sandbox.log.requests.slice(-4).map(r => r.host+r.path+' '+r.status)); const p2 = await browser.openExtensionPage('console.html');
  await new Promise(r => setTimeout(r, 3000));
  log(await seen(p2));
  // idle check: does the event page stop at all when nothing keeps it?
  const s2 = Date.now();
  while (Date.now() - s2 < 3000) { if (!(await browser.isBackgroundRunning())) { log('stopped after', (Date.now() - s2) / 1000); break; } await new Promise(r => setTimeout(r, 1000)); }
  log(browser.output());
} finally { await stage.close(); }
