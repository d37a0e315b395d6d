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

type Test = (name: string, run: () => Promise<void>) => void;

/** Like `it`, for tests that are tried in one of the browsers, whichever has its turn; in both by `npm run chaos`. */
export function testInOneBrowser(kind: BrowserKind): Test {
  let index = 0;
  return (name, run) => {
    if (isTurnOfBrowser(kind, index++)) it(name, run);
  };
}

/** Where it is tried what no browser does in its own way: in Chromium; in both by `npm run chaos`. */
export const isTriedIn = (kind: BrowserKind): boolean => isEveryCase || kind === 'chromium';

/** The browsers of a file that is all about such things. */
export const kindsOfOwnCode: readonly BrowserKind[] = kinds.filter(isTriedIn);

/** Of a list of such cases: those that are tried in this browser. */
export const ofOwnCode = <Case>(kind: BrowserKind, cases: readonly Case[]): readonly Case[] =>
  isTriedIn(kind) ? cases : [];

/** Like `it`, for tests of what no browser does in its own way. */
export const testInChromium = (kind: BrowserKind): Test => (isTriedIn(kind) ? it : () => undefined);

/** Like `it`, for tests that are written for `count` variants of something: each is tried in one of them. */
export function testInTurn(place: number, count: number): Test {
  let index = 0;
  return (name, run) => {
    if (isTurnOf(place, count, index++)) it(name, run);
  };
}
