import { openStage } from '../stage.ts';
import { press, waitForBanner, seenBanner } from '../seen.ts';
const t0 = Date.now(); const log = (...a: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...a);
const stage = await openStage('chromium');
const wins = (p: any) => p.evaluate(async () => JSON.stringify([(await (globalThis as any).chrome.windows.getAll()).map((w: any) => [w.id, w.type, w.focused, w.state]), (await (globalThis as any).chrome.windows.getLastFocused()).type]));
try {
  const c = await stage.openConsole('connect/xero');
  log(await wins(c));
  const w = await stage.startConnect(c);
  await w.waitForSelector('#xl-form-email');
  log('started', await wins(c));
  await c.bringToFront();
  log('console front', await wins(c));
  const popup = await stage.openPopup();
  await waitForBanner(popup, 'Waiting');
  log('popup open', await wins(c));
  await press(popup, /^Show it$/, '.flow-banner');
  await new Promise(r => setTimeout(r, 500));
  log('shown', await wins(c), await seenBanner(c), await w.evaluate(() => document.visibilityState + document.hasFocus()));
  await c.bringToFront();
  await press(c, /^Show it$/, '.flow-banner');
  await new Promise(r => setTimeout(r, 500));
  log('shown', await wins(c), await seenBanner(c), await c.evaluate(() => document.visibilityState + document.hasFocus()));
} finally { await stage.close(); }
