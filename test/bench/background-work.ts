import type { Bench } from './browsers.ts';
import { workFile } from './places.ts';

/** The parts of work.ts. */
export type Work = 'timeDueRounds' | 'timeDecisions' | 'timeTokenWrites' | 'timePlainWrites';

/** Runs a part of work.ts in a page of the extension and returns its times, in ms. */
export async function timeWork({ browser }: Bench, work: Work, rounds: number): Promise<number[]> {
  // A page that shows nothing: one of the product's would draw the list anew with every commit.
  const page = await browser.openExtensionPage('manifest.json');
  await page.addScriptTag({ url: `/${workFile}` });
  const times: unknown = await page.evaluate(`benchWork.${work}(${rounds})`);
  await page.close();
  if (!Array.isArray(times)) throw new Error(`${work} told no times`);
  return times.map(Number);
}
