import type { Bench } from './browsers.ts';

/** When a popup showed something, in ms since its page began to load. */
export interface PopupPaint {
  /** The first thing of any kind: the browser's own "first contentful paint". */
  firstMs: number;
  /** The frame that shows the first element that matches `selector` is done. */
  contentMs: number;
}

/** Runs in the popup before its own scripts: notes when the frame with the first wanted element was drawn. */
function watchFor(selector: string): void {
  const seen = new Promise<number>((resolve) => {
    const afterFrame = (): void => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(undefined);
    };
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      requestAnimationFrame(afterFrame);
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  Object.assign(globalThis, { contentPainted: seen });
}

function readPaint(): Promise<PopupPaint> {
  const painted: unknown = Reflect.get(globalThis, 'contentPainted');
  const first = new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('first-contentful-paint')) resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  return Promise.all([first, painted]).then(([firstMs, contentMs]) => ({ firstMs, contentMs: Number(contentMs) }));
}

/** Opens the popup's page in a tab as large as a popup and looks when it shows what. */
export async function paintPopup({ browser }: Bench, selector: string): Promise<PopupPaint> {
  const page = await browser.newPage();
  await page.setViewport({ width: 400, height: 600 });
  await page.evaluateOnNewDocument(watchFor, selector);
  await page.goto(`${browser.extensionOrigin}/popup.html`, { waitUntil: 'domcontentloaded' });
  const paint = await page.evaluate(readPaint);
  await page.close();
  return paint;
}
