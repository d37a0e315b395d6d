import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import type { FakeProvider } from './fake-provider';
import type { Timeline } from './timeline';

/** What goes wrong between the product and the servers. */
export const faultKinds = ['503', '429', 'reset', 'hang', 'html_200', 'dns', 'captive_portal'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** `Retry-After` of a 503 or 429: absent, in both forms, and values nobody should believe. */
export const retryAfters = ['none', 'seconds', 'date', 'absurd', 'past', 'garbage'] as const;
export type RetryAfter = (typeof retryAfters)[number];

/** A time during which requests fail. */
export interface FaultWindow {
  fromMs: number;
  untilMs: number;
  kind: FaultKind;
  /** Whether the server still does its work, and only the answer is lost. */
  when: 'before' | 'after';
  /** Which requests it concerns. */
  where: 'token' | 'api' | 'everything';
  retryAfter: RetryAfter;
}

/** A token request as the network saw it. */
export interface TokenCall {
  atMs: number;
  grantNumber: number | undefined;
  serverId: string;
  isByPerson: boolean;
}

export interface Network {
  send(request: HttpRequest, isByPerson: boolean): Promise<HttpOutcome>;
  windows: FaultWindow[];
  tokenCalls: TokenCall[];
  /** Latest time until which an answer asked us to wait, no later than a day after it (SEC-35). */
  askedToWaitUntilMs: number;
  /** Refresh tokens that were spent by a request whose answer never arrived. */
  lostAnswers: Set<string>;
  /** True times of requests by server, any kind. */
  inFlight(): number;
  /** Device clocks of servers: `Date` headers of this host are wrong by so much. */
  wrongDates: Map<string, number>;
}

const latencyMs = 150;
const maxWaitMs = 24 * 60 * 60_000;
const guestPage = '<!doctype html><title>Welcome</title><p>Sign in to the guest network</p>';

function retryAfterOf(window: FaultWindow, nowMs: number): { header?: string; untilMs: number } {
  const restMs = Math.min(maxWaitMs, Math.max(1000, Math.min(window.untilMs - nowMs, 10 * 60_000)));
  if (window.retryAfter === 'seconds') return { header: String(Math.ceil(restMs / 1000)), untilMs: nowMs + restMs };
  if (window.retryAfter === 'date') return { header: new Date(nowMs + restMs).toUTCString(), untilMs: nowMs + restMs };
  if (window.retryAfter === 'absurd') return { header: '9999999999', untilMs: nowMs + maxWaitMs };
  if (window.retryAfter === 'past') return { header: new Date(nowMs - 3_600_000).toUTCString(), untilMs: nowMs };
  if (window.retryAfter === 'garbage') return { header: 'soon', untilMs: nowMs };
  return { untilMs: nowMs };
}

/** Creates the network between the product and these servers. */
export function createNetwork(timeline: Timeline, serverFor: (url: string) => FakeProvider | undefined): Network {
  let inFlight = 0;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void timeline.at(timeline.nowMs() + ms, resolve));

  function dated(headers: Record<string, string>, url: string): Record<string, string> {
    const wrongByMs = network.wrongDates.get(new URL(url).host) ?? 0;
    return { ...headers, date: new Date(timeline.nowMs() + wrongByMs).toUTCString() };
  }

  function windowFor(request: HttpRequest, server: FakeProvider): FaultWindow | undefined {
    const nowMs = timeline.nowMs();
    const endpoint = server.isEndpoint(request);
    return network.windows.find(
      ({ fromMs, untilMs, where, kind }) =>
        fromMs <= nowMs &&
        nowMs < untilMs &&
        (where === 'everything' || kind === 'captive_portal' || where === endpoint),
    );
  }

  function process(server: FakeProvider, request: HttpRequest, isLost: boolean): HttpOutcome {
    const before = server.log.length;
    const { status, headers, body } = server.answer(request, timeline.nowMs());
    for (const { spent } of server.log.slice(before)) if (isLost && spent !== undefined) network.lostAnswers.add(spent);
    return { answer: { status, headers: dated(headers, request.url), body }, failure: null };
  }

  async function fail(window: FaultWindow, request: HttpRequest): Promise<HttpOutcome> {
    const { kind } = window;
    if (kind === 'hang') {
      await pause(request.deadlineMs);
      return { answer: null, failure: 'TimeoutError: signal timed out' };
    }
    await pause(latencyMs);
    if (kind === 'reset' || kind === 'dns') return { answer: null, failure: 'TypeError: Failed to fetch' };
    if (kind === 'html_200' || kind === 'captive_portal') {
      const headers = dated({ 'content-type': 'text/html; charset=utf-8' }, request.url);
      return { answer: { status: 200, headers, body: guestPage }, failure: null };
    }
    const { header, untilMs } = retryAfterOf(window, timeline.nowMs());
    network.askedToWaitUntilMs = Math.max(network.askedToWaitUntilMs, untilMs);
    const headers = dated({ 'content-type': 'text/plain', ...(header ? { 'retry-after': header } : {}) }, request.url);
    const status = kind === '503' ? 503 : 429;
    return { answer: { status, headers, body: kind === '503' ? 'Service Unavailable' : '' }, failure: null };
  }

  async function exchange(request: HttpRequest): Promise<HttpOutcome> {
    const server = serverFor(request.url);
    if (!server) throw new Error(`no server for ${request.url}`);
    const window = windowFor(request, server);
    if (!window) {
      const outcome = process(server, request, false);
      await pause(latencyMs);
      return outcome;
    }
    const isSeen = window.when === 'after' && window.kind !== 'dns' && window.kind !== 'captive_portal';
    if (isSeen) process(server, request, true);
    return fail(window, request);
  }

  const network: Network = {
    windows: [],
    tokenCalls: [],
    askedToWaitUntilMs: 0,
    lostAnswers: new Set(),
    wrongDates: new Map(),
    inFlight: () => inFlight,
    async send(request, isByPerson) {
      const presented = new URLSearchParams(request.body ?? '').get('refresh_token');
      if (presented !== null) {
        const server = serverFor(request.url);
        const grantNumber = server?.grantOf(presented)?.number;
        network.tokenCalls.push({ atMs: timeline.nowMs(), grantNumber, serverId: server?.kind.id ?? '', isByPerson });
      }
      inFlight += 1;
      try {
        return await exchange(request);
      } finally {
        inFlight -= 1;
      }
    },
  };
  return network;
}
