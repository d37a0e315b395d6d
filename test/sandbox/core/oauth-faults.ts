import type { FaultEffect } from './faults.ts';
import { type Reply, textReply } from './http.ts';

const answer = (status: number, contentType: string, body: string): FaultEffect => ({
  kind: 'answer',
  reply: textReply(status, body, { 'content-type': contentType }),
});

function changeJson(change: (value: Record<string, unknown>) => Record<string, unknown>): FaultEffect {
  return {
    kind: 'change',
    change: (reply) => {
      const value: unknown = JSON.parse(reply.body);
      if (typeof value !== 'object' || value === null) return reply;
      return { ...reply, body: JSON.stringify(change({ ...value })) };
    },
  };
}

/** Token answers no client may trust. The ones that change a real answer let the provider rotate first. */
export const brokenTokenAnswers = {
  html: answer(
    200,
    'text/html; charset=utf-8',
    '<!doctype html><title>Welcome</title><p>Sign in to the guest network</p>',
  ),
  empty: answer(200, 'application/json', ''),
  notJson: answer(200, 'application/json', '{"access_token":"cut off he'),
  array: answer(200, 'application/json', '[]'),
  huge: changeJson((value) => ({ ...value, padding: 'x'.repeat(2_000_000) })),
  withoutAccessToken: changeJson(({ access_token: _dropped, ...rest }) => rest),
  withoutRefreshToken: changeJson(({ refresh_token: _dropped, ...rest }) => rest),
  withoutExpiresIn: changeJson(({ expires_in: _dropped, ...rest }) => rest),
  numericAccessToken: changeJson((value) => ({ ...value, access_token: 12345 })),
  emptyAccessToken: changeJson((value) => ({ ...value, access_token: '' })),
  wrongTokenType: changeJson((value) => ({ ...value, token_type: 'mac' })),
  textExpiresIn: changeJson((value) => ({ ...value, expires_in: 'soon' })),
  prototype: changeJson((value) => JSON.parse(`{"__proto__":{"polluted":true},${JSON.stringify(value).slice(1)}`)),
} satisfies Record<string, FaultEffect>;

function changeRedirect(change: (url: URL) => void): FaultEffect {
  return {
    kind: 'change',
    change(reply: Reply) {
      const location = reply.headers.location;
      if (typeof location !== 'string') return reply;
      const url = new URL(location);
      change(url);
      return { ...reply, headers: { ...reply.headers, location: url.href } };
    },
  };
}

const doubled = (name: string): FaultEffect =>
  changeRedirect((url) => url.searchParams.append(name, url.searchParams.get(name) ?? 'again'));

/** Answers on the redirect URI that must not lead to a token request (SEC-01, SEC-03, SEC-04, SEC-06). */
export const brokenRedirects = {
  wrongState: changeRedirect((url) => url.searchParams.set('state', 'somebody-elses-state-value-000000')),
  withoutState: changeRedirect((url) => url.searchParams.delete('state')),
  doubledState: doubled('state'),
  doubledCode: doubled('code'),
  doubledError: changeRedirect((url) => {
    url.searchParams.append('error', 'access_denied');
    url.searchParams.append('error', 'access_denied');
  }),
  otherPath: changeRedirect((url) => {
    url.pathname = '/somebody-else';
  }),
  otherIssuer: changeRedirect((url) => url.searchParams.set('iss', 'https://issuer.somebody-else.example')),
  tokenInFragment: changeRedirect((url) => {
    url.search = '';
    url.hash = 'access_token=from-a-redirect&token_type=bearer';
  }),
  withoutCode: changeRedirect((url) => url.searchParams.delete('code')),
  wrongCode: changeRedirect((url) => url.searchParams.set('code', 'made-up-code')),
  hostileDescription: changeRedirect((url) => {
    url.searchParams.delete('code');
    url.searchParams.set('error', 'server_error');
    url.searchParams.set('error_description', `\u202egnorw <img src=x onerror=alert(1)> ${'long '.repeat(800)}`);
  }),
} satisfies Record<string, FaultEffect>;

/** Answers of servers in trouble; texts of the provider go in where they are known. */
export const outage = (status: number, body: string, retryAfterSec?: number): FaultEffect => ({
  kind: 'answer',
  reply: textReply(status, body, retryAfterSec === undefined ? {} : { 'retry-after': String(retryAfterSec) }),
});
