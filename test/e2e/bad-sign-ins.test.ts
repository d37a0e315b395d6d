import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultEffect } from '../sandbox/core/faults.ts';
import { brokenRedirects, brokenTokenAnswers, outage } from '../sandbox/core/oauth-faults.ts';
import { kinds, ofOwnCode, testInChromium } from './in-turn.ts';
import { press, seenBanner, waitForBanner, waitForNoBanner, waitForRow } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { readAll, readAreas, readConnection } from './stored.ts';

const bakery = 'Harbour Lane Bakery';

const unfit = 'What came back does not fit this sign-in';
const unreadable = 'The answer from Xero cannot be used';
const notAccepted = 'Xero did not finish this sign-in';
const cancelled = 'The sign-in for Xero was not finished';
const unreachable = 'Xero cannot be reached from here';

/** An answer on the way back from which no code may be used: effect, words, and how many token requests may leave. */
type BadRedirect = readonly [name: string, effect: FaultEffect, words: RegExp | string, tokenCalls: number];

const redirects: readonly BadRedirect[] = [
  ['a wrong state', brokenRedirects.wrongState, unfit, 0],
  ['no state', brokenRedirects.withoutState, unfit, 0],
  ['a duplicated state', brokenRedirects.doubledState, unfit, 0],
  ['a duplicated code', brokenRedirects.doubledCode, unfit, 0],
  ['a duplicated error', brokenRedirects.doubledError, unfit, 0],
  ['another issuer', brokenRedirects.otherIssuer, unfit, 0],
  ['no code', brokenRedirects.withoutCode, unfit, 0],
  ['a code the provider never gave', brokenRedirects.wrongCode, notAccepted, 1],
  ['a hostile description', brokenRedirects.hostileDescription, 'Xero has a problem', 0],
];

/** Whether the part behind the # comes along is up to the browser. */
const fragment: BadRedirect = ['a token instead of a code', brokenRedirects.tokenInFragment, unfit, 0];

const reset = (when: 'before' | 'lost' | 'middle' | 'after'): FaultEffect => ({ kind: 'reset', when });

/** A token answer that must not become a connection. */
type BadTokenAnswer = readonly [name: string, effect: FaultEffect, words: RegExp | string];

const tokenAnswers: readonly BadTokenAnswer[] = [
  ['a page of some network', brokenTokenAnswers.html, unreachable],
  ['nothing', brokenTokenAnswers.empty, unreadable],
  ['half an answer', brokenTokenAnswers.notJson, unreadable],
  ['2 MB', brokenTokenAnswers.huge, unreadable],
  ['no access token', brokenTokenAnswers.withoutAccessToken, unreadable],
  ['no refresh token', brokenTokenAnswers.withoutRefreshToken, unreadable],
  ['a number for a token', brokenTokenAnswers.numericAccessToken, unreadable],
  ['another kind of token', brokenTokenAnswers.wrongTokenType, unreadable],
  ['words for a number', brokenTokenAnswers.textExpiresIn, unreadable],
  ['503', outage(503, 'Service Unavailable', 120), 'Xero has a problem'],
  ['429', outage(429, '', 120), 'Xero asks to slow down'],
];

const resets: readonly BadTokenAnswer[] = [
  // A browser may send a request again whose connection broke without an answer; the code is used up then.
  ['a reset after the request', reset('lost'), new RegExp(`${notAccepted}|${unreachable}`)],
  // Firefox takes half an answer for a whole one.
  ['a reset in the middle', reset('middle'), new RegExp(`${unreadable}|${unreachable}`)],
];

/** Odd token answers that are good enough, and a reset the browser or the person gets over. */
const goodEnough: readonly [name: string, effect: FaultEffect][] = [
  ['no life span', brokenTokenAnswers.withoutExpiresIn],
  ['a reset after the answer', reset('after')],
  ['a poisoned prototype', brokenTokenAnswers.prototype],
];

describe.each(kinds)('a sign-in that goes wrong in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let healthy: unknown;

  beforeAll(async () => {
    stage = await openStage(kind);
    console = await stage.connect(bakery);
    await waitForRow(console, bakery, 'connected');
    healthy = (await readConnection(console, bakery)).id;
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    stage.sandbox.control.faults.clear();
    stage.xero.heal();
  });

  /** One try: from the button that a person has in front of them to the consent screen and back. */
  async function trySignIn(): Promise<void> {
    const isAgain = (await seenBanner(console)).includes('Start again');
    if (isAgain) await press(console, /^Start again$/, '.flow-banner');
    const window = isAgain ? await stage.signInPage() : await stage.startConnect(console);
    await stage.allow(window, bakery);
  }

  async function expectNothingLost(): Promise<void> {
    const connection = await readConnection(console, bakery);
    expect([connection.id, connection.status]).toEqual([healthy, 'connected']);
    expect(await readAll(console, 'ledgerline-vault', 'grants')).toHaveLength(1);
    expect(Object.keys((await readAreas(console)).session).filter((key) => /secret/i.test(key))).toEqual([]);
    expect((await stage.browser.pageAddresses()).filter((address) => /xero\.com\/(identity|\?)/.test(address))).toEqual(
      [],
    );
  }

  it.each([...ofOwnCode(kind, redirects), fragment])(
    'comes back with %s: refused in words',
    async (_name, effect, words, tokenCalls) => {
      const before = stage.sandbox.log.count('xero', 'token');
      stage.sandbox.control.faults.once('xero', 'redirect', effect);
      await trySignIn();
      const said = await waitForBanner(console, words);
      expect(said).toContain('Start again');
      expect(said).not.toMatch(/<|gnorw|img/);
      expect(stage.sandbox.log.count('xero', 'token') - before).toBe(tokenCalls);
      await expectNothingLost();
    },
  );

  it('comes back on the path of another provider: no code is used (SEC-04)', async () => {
    const before = stage.sandbox.log.count('xero', 'token');
    stage.sandbox.control.faults.once('xero', 'redirect', brokenRedirects.otherPath);
    await trySignIn();
    if (kind === 'firefox') {
      // Firefox only takes the very path it was asked for: its window stays, until the person closes it.
      const stranded = await stage.browser.waitForPage(/allizom\.org\/somebody-else/);
      await stranded.close();
    }
    await waitForBanner(console, kind === 'firefox' ? cancelled : unfit);
    expect(stage.sandbox.log.count('xero', 'token')).toBe(before);
    await expectNothingLost();
  });

  testInChromium(kind)('comes back with the state of an earlier sign-in: refused (SEC-03)', async () => {
    let earlier = '';
    const remember: FaultEffect = {
      kind: 'change',
      change: (reply) => {
        earlier = String(reply.headers.location);
        const url = new URL(earlier);
        url.searchParams.delete('code');
        return { ...reply, headers: { ...reply.headers, location: url.href } };
      },
    };
    stage.sandbox.control.faults.once('xero', 'redirect', remember);
    await trySignIn();
    await waitForBanner(console, unfit);
    const before = stage.sandbox.log.count('xero', 'token');
    stage.sandbox.control.faults.once('xero', 'redirect', {
      kind: 'change',
      change: (reply) => ({ ...reply, headers: { ...reply.headers, location: earlier } }),
    });
    await trySignIn();
    await waitForBanner(console, unfit);
    expect(stage.sandbox.log.count('xero', 'token')).toBe(before);
    await expectNothingLost();
  });

  it.each([...ofOwnCode(kind, tokenAnswers), ...resets])(
    'gets %s for its code: told in words',
    async (_name, effect, words) => {
      stage.sandbox.control.faults.once('xero', 'token.exchange', effect);
      await trySignIn();
      expect(await waitForBanner(console, words)).toContain('Start again');
      await expectNothingLost();
    },
  );

  it.each(ofOwnCode(kind, goodEnough))('gets %s with its tokens: and works', async (_name, effect) => {
    stage.sandbox.control.faults.once('xero', 'token.exchange', effect);
    await trySignIn();
    await waitForNoBanner(console);
    await waitForRow(console, bakery, 'connected');
    await expectNothingLost();
  });

  testInChromium(kind)(
    'ends in words when nothing answers for the companies, and works with the next try',
    async () => {
      stage.sandbox.control.faults.once('xero', 'connections.list', outage(503, '', 60));
      await trySignIn();
      await waitForBanner(console, 'Xero has a problem');
      await trySignIn();
      await waitForNoBanner(console);
      await expectNothingLost();
    },
  );
});
