import type { Answer } from './evidence';

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
