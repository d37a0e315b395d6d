import { it } from 'vitest';
import type { BrowserKind } from '../browsers/driver.ts';

export const kinds: readonly BrowserKind[] = ['chromium', 'firefox'];

/** `npm run chaos` has the time to try every case everywhere. */
export const isEveryCase = process.env.EVERY_CASE !== undefined;

/** Whose turn it is, over and over: a scene costs Firefox twice what it costs Chromium. */
const browserTurns: readonly BrowserKind[] = ['chromium', 'firefox', 'chromium', 'chromium'];

/** Whether the case number `index` is tried in the variant number `place` of `count`. */
const isTurnOf = (place: number, count: number, index: number): boolean => isEveryCase || index % count === place;

const isTurnOfBrowser = (kind: BrowserKind, index: number): boolean =>
  isEveryCase || browserTurns[index % browserTurns.length] === kind;

/** Of a long list of cases, such as odd answers: those that are tried in this browser. The others are tried in the other. */
export const inTurn = <Case>(kind: BrowserKind, cases: readonly Case[]): Case[] =>
  cases.filter((_case, index) => isTurnOfBrowser(kind, index));

/** Of a list of cases that could each be tried in `count` variants of something: those of the variant number `place`. */
export const inTurnOf = <Case>(place: number, count: number, cases: readonly Case[]): Case[] =>
  cases.filter((_case, index) => isTurnOf(place, count, index));

/** Whether a case that comes up is tried in this browser; one that comes again is answered as before. */
export function turnsOf(kind: BrowserKind): (name: string) => boolean {
  const names: string[] = [];
  return (name) => {
    if (!names.includes(name)) names.push(name);
    return isTurnOfBrowser(kind, names.indexOf(name));
  };
}

type Test = (name: string, run: () => Promise<void>) => void;

/** Like `it`, for tests that are tried in one of the browsers, whichever has its turn; in both by `npm run chaos`. */
export function testInOneBrowser(kind: BrowserKind): Test {
  let index = 0;
  return (name, run) => {
    if (isTurnOfBrowser(kind, index++)) it(name, run);
  };
}

/** Like `it`, for tests of what no browser does in its own way: they are tried in Chromium; in both by `npm run chaos`. */
export const testInChromium = (kind: BrowserKind): Test => (isEveryCase || kind === 'chromium' ? it : () => undefined);

/** Like `it`, for tests that are written for `count` variants of something: each is tried in one of them. */
export function testInTurn(place: number, count: number): Test {
  let index = 0;
  return (name, run) => {
    if (isTurnOf(place, count, index++)) it(name, run);
  };
}
