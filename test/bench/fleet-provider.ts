import type { Connection } from '../../lib/model/connection.ts';
import type { HttpOutcome, HttpRequest, SendHttp } from '../../lib/model/ports.ts';

/** What the provider of a fleet refuses. */
export interface Refusals {
  /** Tenant ids of companies that are out of reach. */
  refused: Set<string>;
  /** Grants that are over. */
  ended: Set<string>;
}

/** A network, and what was seen on it. */
export interface CountedNetwork {
  send: SendHttp;
  /** Requests by the path they asked for. */
  asked: Map<string, number>;
  /** The most requests that were under way at one host at the same time. */
  mostAtOnce(): number;
}

/** Tokens by which the provider knows the grant again. */
export const tokensOf = (grantId: string) => ({ accessToken: grantId, refreshToken: `refresh-${grantId}` });

const json = (body: unknown, status = 200): HttpOutcome => ({
  answer: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  failure: null,
});

const forbidden = json(
  { Type: null, Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful', Instance: 'i' },
  403,
);

/** The provider, as far as tokens, the list of companies and the check go. */
export function providerOf(
  connections: readonly Connection[],
  { refused, ended }: { [name in keyof Refusals]: ReadonlySet<string> },
): (request: HttpRequest) => HttpOutcome {
  const byGrant = Map.groupBy(connections, ({ grantId }) => grantId);
  return ({ url, method, headers, body }) => {
    const { pathname } = new URL(url);
    if (pathname === '/connect/token') {
      const grantId = new URLSearchParams(body ?? '').get('refresh_token')?.replace('refresh-', '') ?? '';
      if (method !== 'POST' || !byGrant.has(grantId) || ended.has(grantId))
        return json({ error: 'invalid_grant' }, 400);
      const { accessToken, refreshToken } = tokensOf(grantId);
      return json({ access_token: accessToken, refresh_token: refreshToken, token_type: 'Bearer', expires_in: 1800 });
    }
    const known = byGrant.get((headers.authorization ?? '').replace('Bearer ', '')) ?? [];
    if (pathname === '/connections')
      return json(
        known.map(({ tenantId, tenantLinkId }) => ({
          id: tenantLinkId,
          tenantId,
          tenantType: 'ORGANISATION',
          tenantName: tenantId,
        })),
      );
    const tenantId = headers['xero-tenant-id'] ?? '';
    if (refused.has(tenantId) || !known.some((connection) => connection.tenantId === tenantId)) return forbidden;
    return json({
      Organisations: [{ Name: tenantId, ShortCode: '!bench', Class: 'GROW', OrganisationStatus: 'ACTIVE' }],
    });
  };
}

/** A network on which every request takes its time; counts them. */
export function countedNetwork(
  answer: (request: HttpRequest) => HttpOutcome,
  wait: (ms: number) => Promise<void>,
  latencyMs: number,
): CountedNetwork {
  const asked = new Map<string, number>();
  const underWay = new Map<string, number>();
  let mostAtOnce = 0;
  return {
    asked,
    mostAtOnce: () => mostAtOnce,
    async send(request) {
      const { host, pathname } = new URL(request.url);
      asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
      const count = (underWay.get(host) ?? 0) + 1;
      underWay.set(host, count);
      mostAtOnce = Math.max(mostAtOnce, count);
      if (latencyMs > 0) await wait(latencyMs);
      underWay.set(host, (underWay.get(host) ?? 1) - 1);
      return answer(request);
    },
  };
}
