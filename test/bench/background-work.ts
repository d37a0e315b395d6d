import * as z from 'zod/mini';
import type { Bench } from './browsers.ts';
import { workFile } from './places.ts';

/** Runs a call of work.ts in a page of the extension, and returns what came of it. */
async function runWork({ browser }: Bench, call: string): Promise<unknown> {
  // A page that shows nothing: one of the product's would draw the list again with every commit.
  const page = await browser.openExtensionPage('manifest.json');
  await page.addScriptTag({ url: `/${workFile}` });
  const result: unknown = await page.evaluate(`benchWork.${call}`);
  await page.close();
  return result;
}

/** The parts of work.ts that only take their time. */
export type Work = 'timeDecisions' | 'timeTokenWrites' | 'timePlainWrites';

/** Runs one of them and returns its times, in ms. */
export async function timeWork(bench: Bench, work: Work, rounds: number): Promise<number[]> {
  return z.array(z.number()).parse(await runWork(bench, `${work}(${rounds})`));
}

const WakeUps = z.object({ times: z.array(z.number()), reads: z.number() });

/** Wake-ups with ten connections due, of as many as are to be stored: the times of the rounds in ms, and the records one reads. */
export async function wakeUps(bench: Bench, rounds: number, stored: number): Promise<z.infer<typeof WakeUps>> {
  return WakeUps.parse(await runWork(bench, `wakeUps(${rounds}, ${stored})`));
}

const Night = z.object({ tookMs: z.number(), mostAtOnce: z.number() });

/** A wake-up with so many grants and connections due: simulated time in ms, and the most requests at once at one host. */
export async function night(bench: Bench, due: number): Promise<z.infer<typeof Night>> {
  return Night.parse(await runWork(bench, `night(${due})`));
}
