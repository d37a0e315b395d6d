import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import type { Reply, SandboxRequest } from '../../sandbox/core/http';
import type { PlayedProvider } from '../../sandbox/core/provider';
import type { User } from '../../sandbox/xero/world';

function requestOf(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): SandboxRequest {
  const url = new URL(address);
  const cookies = Object.fromEntries(
    (headers.cookie ?? '')
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  );
  const form = new URLSearchParams(body);
  return {
    method,
    host: url.host,
    path: url.pathname,
    url,
    query: url.searchParams,
    headers: { ...headers, host: url.host },
    cookies,
    body,
    form,
  };
}

/** Sends a request of the product to a played provider, without a network between them. */
export async function askInProcess(
  provider: PlayedProvider,
  request: HttpRequest,
  nowMs: number,
): Promise<HttpOutcome> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const reply = await provider.answer(requestOf(request.method, request.url, headers, request.body ?? ''));
  const answered = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name, String(value)]));
  return {
    answer: {
      status: reply.status,
      headers: { date: new Date(nowMs).toUTCString(), ...answered },
      body: reply.body,
    },
    failure: null,
  };
}

/** A person at the played Xero, as far as forms, redirects and cookies go: signs in once, then allows what is asked. */
export function createPerson(provider: PlayedProvider, user: User) {
  let cookie = '';

  async function go(address: string, form?: URLSearchParams): Promise<{ url: string; reply: Reply }> {
    const headers = { cookie, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) };
    const reply = await provider.answer(
      requestOf(form ? 'POST' : 'GET', address, headers, form ? form.toString() : ''),
    );
    const set = [reply.headers['set-cookie'] ?? []].flat()[0];
    if (set !== undefined) cookie = set.split(';')[0] ?? '';
    const { location } = reply.headers;
    if (typeof location !== 'string') return { url: address, reply };
    const next = new URL(location, address);
    return next.hostname.endsWith('.xero.com') ? go(next.href) : { url: next.href, reply };
  }

  return {
    /** From the address of the sign-in page to the redirect. */
    async allow(authorizeUrl: string, tenantIds: readonly string[]): Promise<string> {
      let page = await go(authorizeUrl);
      const returnUrl = new URL(page.url).searchParams.get('ReturnUrl');
      if (returnUrl !== null) {
        const login = new URLSearchParams({ email: user.email, password: user.password, ReturnUrl: returnUrl });
        page = await go('https://login.xero.com/identity/user/login', login);
      }
      const consent = new URLSearchParams({
        consentId: new URL(page.url).searchParams.get('consentId') ?? '',
        decision: 'allow',
      });
      for (const tenantId of tenantIds) consent.append('tenantId', tenantId);
      return (await go('https://authorize.xero.com/consent', consent)).url;
    },
  };
}
