import type { KeyInput, Page } from 'puppeteer-core';
import type { Bench } from './browsers.ts';

/** Each letter shows fewer rows, and taking it back shows all of them again. */
const letters = ['b', 'c', 'd', 'f', 'k', 'l', 'm', 'y'] as const;

/** Runs in the popup: from the next key press until the frame that shows what it found, in ms. */
function timeNextKey(): void {
  const rows = document.querySelector('ul.rows');
  const took = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('the key changed nothing')), 5000);
    addEventListener(
      'keydown',
      (event) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp)));
        });
        observer.observe(rows?.parentElement ?? document.body, { childList: true, subtree: true });
      },
      { once: true, capture: true },
    );
  });
  Object.assign(globalThis, { keyTook: took });
}

async function press(page: Page, key: KeyInput): Promise<number> {
  await page.evaluate(timeNextKey);
  await page.keyboard.press(key);
  return Number(await page.evaluate('keyTook'));
}

/** How long each key press in the popup's search box takes until its result is on screen, in ms. */
export async function timeFilterKeys({ browser }: Bench): Promise<number[]> {
  const page = await browser.openExtensionPage('popup.html');
  await page.setViewport({ width: 400, height: 600 });
  await page.waitForSelector('li.row');
  await page.focus('input[type=search]');
  const times: number[] = [];
  for (const letter of letters) {
    times.push(await press(page, letter), await press(page, 'Backspace'));
  }
  await page.close();
  return times;
}
