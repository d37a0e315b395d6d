import type { Page } from 'puppeteer-core';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Tells in the terminal what the tour does and sees. */
export interface Guide {
  /** One station of the tour. Whatever was expected there and not seen ends the tour. */
  station(title: string, visit: () => Promise<void>): Promise<void>;
  sees(text: string): void;
  /** The rows of a list, with their state and words. */
  seesRows(page: Page): Promise<void>;
}

const symbols: Record<string, string> = {
  needs_you: '▲',
  waiting: '◷',
  connected: '●',
  offline: '⌁',
  unknown: '◆',
  paused: '■',
};

export function createGuide(): Guide {
  let count = 0;
  const sees = (text: string): void => say(`     ${text}`);
  return {
    async station(title, visit) {
      count += 1;
      say(`\n${String(count).padStart(2)}. ${title}`);
      const startedMs = Date.now();
      await visit();
      sees(`✓ ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
    },
    sees,
    async seesRows(page) {
      for (const { status, name, word, headline, button } of await readRows(page)) {
        const action = button === '' ? '' : ` [${button}]`;
        sees(`${symbols[status] ?? '?'} ${name.padEnd(27)} ${word.padEnd(10)} ${headline}${action}`);
      }
    },
  };
}

interface Row {
  status: string;
  name: string;
  word: string;
  headline: string;
  button: string;
}

async function readRows(page: Page): Promise<Row[]> {
  return page.$$eval('li.row', (rows) =>
    rows.map((row) => {
      const textOf = (selector: string): string =>
        // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, not what the markup holds
        row.querySelector<HTMLElement>(selector)?.innerText.replace(/\s+/g, ' ').trim() ?? '';
      return {
        status: row.dataset.status ?? '',
        name: textOf('.row-toggle'),
        word: textOf('.status-word'),
        headline: textOf('.row-headline'),
        button: textOf('.row-action'),
      };
    }),
  );
}
