import type { Diagnosis } from './diagnosis';
import type { Answer, Evidence } from './evidence';

/** A request to a provider's API, as data; the edge adds the bearer and sends it. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** The data area this proves, in our own words (`organisation`, `contacts` …). */
  area?: string;
}

/** What came of a request: an answer of any status, or the text of the transport failure. */
export type HttpOutcome = { answer: Answer; failure: null } | { answer: null; failure: string };

/** A request as the edge sends it, complete with its authorisation. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
  /** After this long without a complete answer the request is given up. */
  deadlineMs: number;
  /** More of the body than this is not read. */
  maxBodyBytes: number;
}

/** Port to the network: one request, one outcome, never throws. */
export type SendHttp = (request: HttpRequest) => Promise<HttpOutcome>;

/** Port to the network: whether anything answers at this address, a redirect or a refusal included. Never throws. */
export type Reach = (url: string) => Promise<boolean>;

/** Port to the diagnosis: the worker loads it only when something fails. Total: never throws. */
export type Diagnose = (evidence: Evidence) => Diagnosis;

/** Port to the clock of this device: Unix ms. */
export type Now = () => number;

/** Port to chance: a number from 0 up to, not including, 1. */
export type Random = () => number;

/** Port to mutual exclusion over all contexts of the extension: runs the work alone among all work of that name. */
export type WithLock = <Value>(name: string, work: () => Promise<Value>) => Promise<Value>;

/** What came of the provider's sign-in window. `text` is the browser's own wording. */
export type AuthWindowOutcome =
  | { kind: 'redirect'; url: string }
  | { kind: 'closed' | 'page_not_loaded' | 'another_open' | 'unknown'; text: string };

/** The window the browser opened for a sign-in, and the one tab in it. */
export interface ShownWindow {
  windowId: number;
  tabId: number;
  /** Its address shows whose it is. Otherwise it is the only one that appeared: to be brought to the front, not closed. */
  isCertain: boolean;
}

/** Port to what is known about the clocks of servers, by host: device time minus server time in ms. */
export interface ServerClock {
  /** The offset to reckon with at this host. */
  offsetMs(host: string): Promise<number>;
  /** Keeps what an answer's `Date` showed; returns the offset to reckon with from now on. */
  believe(host: string, offsetMs: number): Promise<number>;
}

/** Port to whether hosts answer at all: while one does not, one request at a time asks for everybody (SEC-35). */
export interface HostHealth {
  /** Whether this host may be asked now. While it is down, the first who comes after `untilMs` may. */
  admit(host: string): Promise<{ isOpen: true } | { isOpen: false; untilMs: number; diagnosis: Diagnosis }>;
  /** A definite answer came: the host is not, or no longer, down. */
  answered(host: string): Promise<void>;
  /** No definite answer came. `subject`: whom the request was for; failures of one alone do not mean that the host is down. */
  silent(
    host: string,
    failure: { subject: string; retryAfterMs: number | undefined; diagnosis: Diagnosis },
  ): Promise<void>;
  /** The hosts that came back since the last call. */
  takeRecovered(): string[];
}
