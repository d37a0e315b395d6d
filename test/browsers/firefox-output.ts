import type { Browser } from 'puppeteer-core';
import type { OutputLine } from './driver.ts';

/** Reads what Firefox prints: console calls of every process (also the background) and errors nobody caught. */
export function collectPrinted(browser: Browser, output: OutputLine[]): void {
  const process = browser.process();
  for (const stream of [process?.stdout, process?.stderr]) {
    let rest = '';
    stream?.on('data', (chunk: Uint8Array) => {
      const lines = (rest + Buffer.from(chunk).toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const said = /^console\.(\w+): (.*)$/.exec(line);
        const failed = /^JavaScript error: (.*)$/.exec(line);
        if (said) output.push({ source: 'browser', kind: said[1] ?? 'log', text: said[2] ?? '' });
        else if (failed) output.push({ source: 'browser', kind: 'uncaught', text: failed[1] ?? '' });
      }
    });
  }
}
