import { openStage, seen, press, waitForText, waitForRow } from '../stage.ts';
import { pollFor } from '../../browsers/poll.ts';
const kind = process.argv[2] as 'chromium' | 'firefox';
const t0 = Date.now(); const log = (...a: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...a);
const stage = await openStage(kind, { outputDir: '/tmp/sc/tree/.output' });
const { browser, sandbox } = stage;
const x = sandbox.control.xero;
const banner = (p: any) => p.evaluate(() => (document.querySelector('.flow-banner') as HTMLElement)?.innerText.replace(/\s+/g, ' ') ?? '');
const host = (w: any) => w.evaluate(() => { const e = document.querySelector('ledgerline-guide'); return e ? 'HOST' : 'none'; });
try {
  x.unregisterRedirects();
  const page = await browser.openExtensionPage('console.html#/connect/xero');
  await waitForText(page, 'Sign in to Xero');
  await (await page.$('form.connect input:not([type=checkbox])'))!.type(x.app.clientId);
  await press(page, /^Sign in to Xero$/);
  let w = await browser.waitForPage(/login\.xero\.com|authorize\.xero\.com/);
  await new Promise(r => setTimeout(r, 1500));
  log('error page', await seen(w), await host(w));
  await w.close();
  log(await pollFor('b', async () => /Close/.test(await banner(page)) ? banner(page) : undefined));
  for (const [name, make] of Object.entries({
    redirect: () => x.unregisterRedirects(),
    disabled: () => { x.app.isEnabled = false; },
    'page 500': () => { x.unregisterRedirects(); x.setErrorPageStatus(500); },
    scope: () => { sandbox.control.faults.once('xero', 'authorize', { kind: 'change', change: (r) => r }); },
    close: () => {}, 
    limit: () => { x.app.connectionCap = 0; }, cancel: () => {}, 
    tokenDisabled: () => {},
  })) {
    x.heal(); make();
    if (name === 'scope') sandbox.control.faults.clear();
    await page.bringToFront();
    await press(page, /^Start again$/);
    w = await browser.waitForPage(/login\.xero\.com|authorize\.xero\.com/).catch(e => { log(String(e)); return undefined as any; });
    if (w) {
      if (['limit', 'cancel', 'tokenDisabled'].includes(name)) {
        await w.waitForSelector('#xl-form-email, #multipleTenants');
        if (await w.$('#xl-form-email')) await stage.signIn(w, 'maya@fernhill-books.example');
        if (name === 'cancel') { await w.waitForSelector('#cancelButton'); await w.click('#cancelButton').catch(() => {}); }
        else { if (name === 'tokenDisabled') x.app.isEnabled = false; await stage.allow(w, 'Harbour Lane Bakery'); }
      }
      await new Promise(r => setTimeout(r, 1500));
      if (!w.isClosed()) { log(name, 'page', (await seen(w).catch(String)).slice(0, 150), await host(w).catch(String)); await w.close(); }
    }
    log(name, '=>', await pollFor('b', async () => /Close/.test(await banner(page)) ? banner(page) : undefined).catch(async e => String(e) + await seen(page)));
  }
  log(browser.output());
} finally { await stage.close(); }
