import type { HttpOutcome, HttpRequest, Reach, SendHttp } from '../model/ports';
import { keepAwake } from './keep-awake';

/** Longest failure text that is kept. */
const maxFailureLength = 500;

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  while (bytes < maxBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(new Uint8Array(value.slice(0, maxBytes - bytes)));
    bytes += value.byteLength;
  }
  await reader.cancel();
  return new Blob(chunks).text();
}

function headersOf(response: Response): Record<string, string> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value.slice(0, 1024);
  });
  return headers;
}

/** No cookies, no cache, no referrer (SEC-09). */
const discreet = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' } as const;

async function exchange(request: HttpRequest): Promise<HttpOutcome> {
  const response = await fetch(request.url, {
    ...discreet,
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    redirect: 'error',
    signal: AbortSignal.timeout(request.deadlineMs),
  });
  const body = await readCapped(response, request.maxBodyBytes);
  return { answer: { status: response.status, headers: headersOf(response), body }, failure: null };
}

/**
 * Sends one request (SEC-09: no redirects, no cookies, no cache, no referrer) and reads at most `maxBodyBytes` of the answer.
 * Every failure becomes a value: the browser's own words, capped. The worker is kept awake meanwhile (SEC-32).
 */
export const sendHttp: SendHttp = async (request) => {
  const release = keepAwake();
  try {
    return await exchange(request);
  } catch (error) {
    const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { answer: null, failure: words.slice(0, maxFailureLength) };
  } finally {
    release();
  }
};

/** How long an answer may take that proves a host to be reachable, both attempts together. */
const reachDeadlineMs = 10_000;

async function isAnswered(url: string, options: Pick<RequestInit, 'mode' | 'redirect' | 'signal'>): Promise<boolean> {
  try {
    const response = await fetch(url, { ...discreet, ...options, method: 'GET' });
    await response.body?.cancel();
    return true;
  } catch {
    // No answer, or one the browser keeps from us: it does not say which.
    return false;
  }
}

/**
 * Whether a host answers at all (SEC-23). Any answer counts: an error, a redirect, which is not followed, and, where the
 * permission for the host is gone, one that cannot be read; a browser lets those follow redirects or not be sent at all.
 * False after at most 10 s; never throws. The worker is kept awake meanwhile (SEC-32).
 */
export const reach: Reach = async (url) => {
  const release = keepAwake();
  const signal = AbortSignal.timeout(reachDeadlineMs);
  try {
    return (
      (await isAnswered(url, { mode: 'cors', redirect: 'manual', signal })) ||
      (await isAnswered(url, { mode: 'no-cors', redirect: 'follow', signal }))
    );
  } finally {
    release();
  }
};
