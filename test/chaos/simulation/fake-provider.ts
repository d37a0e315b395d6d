import type { HttpRequest } from '../../../lib/model/ports';
import type { Company, ServerKind } from './server-kinds';

/** What a server answers. */
export interface FakeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One refresh token, as the server remembers it. */
interface RefreshToken {
  issuedAtMs: number;
  /** When it was first replaced by another. */
  usedAtMs?: number;
}

/** What the server knows of one grant: the truth the product is judged by. */
export interface ServerGrant {
  number: number;
  companies: Company[];
  refreshTokens: Map<string, RefreshToken>;
  /** Access tokens and when they end. */
  accessTokens: Map<string, number>;
  /** Who ended it; undefined while it lives. */
  endedBy?: 'us' | 'provider';
  lastRefreshMs: number;
  /** Last request of any kind that reached the server for this grant. */
  lastSeenMs: number;
}

/** A request the server has processed. */
export interface Processed {
  atMs: number;
  kind: 'refresh' | 'exchange' | 'refused_refresh' | 'list' | 'read' | 'refused_read' | 'revoke' | 'unlink';
  grantNumber: number | undefined;
  tenantId?: string | undefined;
  /** The refresh token that stopped working with this request, if one did. */
  spent?: string;
}

/** One OAuth server with its API, of one kind; holds the truth about every grant. */
export interface FakeProvider {
  kind: ServerKind;
  grants: ServerGrant[];
  log: Processed[];
  issue(companies: number, nowMs: number): { grant: ServerGrant; answer: Record<string, unknown> };
  /** The redirect that follows when somebody allows an authorisation request for this grant number. */
  allow(url: string, companies: number): string;
  isEndpoint(request: Pick<HttpRequest, 'url'>): 'token' | 'api';
  answer(request: HttpRequest, nowMs: number): FakeAnswer;
  /** Whether presenting this refresh token now brings a new set. */
  isGood(refreshToken: string | undefined, nowMs: number): boolean;
  grantOf(refreshToken: string | undefined): ServerGrant | undefined;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const json = (status: number, body: object | string): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const dayMs = 24 * 60 * 60_000;

/** How long before the end of an access token Exact Online begins to accept a refresh. */
const earliestMs = 30_000;

/** Creates a server that has no grants yet. */
export function createFakeProvider(kind: ServerKind): FakeProvider {
  const grants: ServerGrant[] = [];
  const log: Processed[] = [];
  const note = (entry: Processed): void => {
    const grant = grants[entry.grantNumber ?? -1];
    if (grant) grant.lastSeenMs = entry.atMs;
    log.push(entry);
  };
  const codes = new Map<string, number>();
  let serial = 0;

  const isUsable = (grant: ServerGrant, token: RefreshToken, nowMs: number): boolean =>
    grant.endedBy === undefined &&
    (token.usedAtMs === undefined || nowMs - token.usedAtMs < kind.rotation.graceMs) &&
    nowMs - Math.max(token.issuedAtMs, grant.lastRefreshMs) < (kind.idleLifeMs ?? Number.POSITIVE_INFINITY);

  function newAccessToken(grant: ServerGrant, nowMs: number): string {
    const [company] = grant.companies;
    const claims = company && kind.claims ? kind.claims(grant.number, company) : {};
    const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ ...claims, jti: serial++, grant: grant.number })}.c2ln`;
    for (const [old, endsAtMs] of grant.accessTokens) if (endsAtMs < nowMs) grant.accessTokens.delete(old);
    grant.accessTokens.set(token, nowMs + kind.accessLifeMs);
    return token;
  }

  function newRefreshToken(grant: ServerGrant, nowMs: number): string {
    const token = `${kind.id}-refresh-${grant.number}-${serial++}`;
    grant.refreshTokens.set(token, { issuedAtMs: nowMs });
    return token;
  }

  function answerFor(grant: ServerGrant, refreshToken: string | undefined, nowMs: number): Record<string, unknown> {
    const [company] = grant.companies;
    return {
      access_token: newAccessToken(grant, nowMs),
      token_type: 'Bearer',
      ...(kind.tellsLife ? { expires_in: kind.accessLifeMs / 1000 } : {}),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      ...(company && kind.members ? kind.members(grant.number, company) : {}),
    };
  }

  function grantOf(refreshToken: string | undefined): ServerGrant | undefined {
    return refreshToken === undefined ? undefined : grants.find((grant) => grant.refreshTokens.has(refreshToken));
  }

  function newGrant(companies: number, number = grants.length): ServerGrant {
    const numbers = Array.from({ length: kind.holdsManyCompanies ? companies : 1 }, (_, index) => index);
    const made: ServerGrant = {
      number,
      companies: numbers.map((index) => kind.company(number, index)),
      refreshTokens: new Map(),
      accessTokens: new Map(),
      lastRefreshMs: 0,
      lastSeenMs: 0,
    };
    grants[number] = made;
    return made;
  }

  function refresh(presented: string, nowMs: number): FakeAnswer {
    const grant = grantOf(presented);
    const token = grant?.refreshTokens.get(presented);
    if (!grant || !token || !isUsable(grant, token, nowMs)) {
      note({ atMs: nowMs, kind: 'refused_refresh', grantNumber: grant?.number });
      return json(400, kind.refusedRefresh);
    }
    if (kind.refusesEarly && nowMs < Math.max(...grant.accessTokens.values()) - earliestMs) {
      note({ atMs: nowMs, kind: 'refused_refresh', grantNumber: grant.number });
      const description = 'Rate limit exceeded: access_token not expired';
      return json(400, { error: 'access_denied', error_description: description });
    }
    const { every } = kind.rotation;
    const rotates = every === 'use' || (every === 'day' && nowMs - token.issuedAtMs >= dayMs);
    const entry: Processed = { atMs: nowMs, kind: 'refresh', grantNumber: grant.number };
    if (rotates) {
      token.usedAtMs ??= nowMs;
      entry.spent = presented;
    }
    note(entry);
    grant.lastRefreshMs = nowMs;
    const told = rotates ? newRefreshToken(grant, nowMs) : every === 'day' ? presented : undefined;
    return json(200, answerFor(grant, told, nowMs));
  }

  function exchange(code: string, nowMs: number): FakeAnswer {
    const grant = grants[codes.get(code) ?? -1];
    codes.delete(code);
    if (!grant) return json(400, '{"error":"invalid_grant"}');
    note({ atMs: nowMs, kind: 'exchange', grantNumber: grant.number });
    delete grant.endedBy;
    grant.lastRefreshMs = nowMs;
    return json(200, answerFor(grant, newRefreshToken(grant, nowMs), nowMs));
  }

  function revoke(token: string, nowMs: number): FakeAnswer {
    const grant = grantOf(token) ?? grants.find((one) => one.accessTokens.has(token));
    note({ atMs: nowMs, kind: 'revoke', grantNumber: grant?.number });
    if (grant && grant.endedBy === undefined) {
      grant.endedBy = 'us';
      grant.accessTokens.clear();
    }
    return json(200, '');
  }

  function callApi(request: HttpRequest, nowMs: number): FakeAnswer {
    const { pathname } = new URL(request.url);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const grant = grants.find((one) => (one.accessTokens.get(token) ?? 0) > nowMs && one.endedBy === undefined);
    const tenantId = request.headers['xero-tenant-id'] ?? request.headers['Xero-tenant-id'];
    if (!grant) {
      note({ atMs: nowMs, kind: 'refused_read', grantNumber: undefined, tenantId });
      return json(kind.refused.status, kind.refused.body);
    }
    if (pathname.startsWith('/connections')) return connections(grant, request, nowMs);
    const company = grant.companies.find((one) => one.tenantId === tenantId) ?? grant.companies[0];
    note({ atMs: nowMs, kind: 'read', grantNumber: grant.number, tenantId: company?.tenantId });
    return company ? json(200, kind.read(company)) : json(403, '{}');
  }

  function connections(grant: ServerGrant, { method, url }: HttpRequest, nowMs: number): FakeAnswer {
    if (method === 'DELETE') {
      const id = decodeURIComponent(new URL(url).pathname.split('/')[2] ?? '');
      grant.companies = grant.companies.filter(({ tenantId }) => `link-${tenantId}` !== id);
      note({ atMs: nowMs, kind: 'unlink', grantNumber: grant.number });
      return json(204, '');
    }
    note({ atMs: nowMs, kind: 'list', grantNumber: grant.number });
    return json(
      200,
      grant.companies.map(({ tenantId, name }) => ({
        id: `link-${tenantId}`,
        tenantId,
        tenantType: 'ORGANISATION',
        tenantName: name,
      })),
    );
  }

  function isEndpoint({ url }: Pick<HttpRequest, 'url'>): 'token' | 'api' {
    return /\/(?:token|tokens\/bearer|revoke|revocation)$/.test(new URL(url).pathname) ? 'token' : 'api';
  }

  return {
    kind,
    grants,
    log,
    isEndpoint,
    grantOf,
    issue(companies, nowMs) {
      const grant = newGrant(companies);
      grant.lastRefreshMs = nowMs;
      return { grant, answer: answerFor(grant, newRefreshToken(grant, nowMs), nowMs) };
    },
    allow(url, companies) {
      const asked = new URL(url).searchParams;
      const grant = grants[0] ?? newGrant(companies, 0);
      const code = `code-${serial++}`;
      codes.set(code, grant.number);
      const back = new URL(asked.get('redirect_uri') ?? '');
      const [company] = grant.companies;
      const more = company && kind.redirect ? kind.redirect(company) : {};
      back.search = new URLSearchParams({ ...more, code, state: asked.get('state') ?? '' }).toString();
      return back.href;
    },
    answer(request, nowMs) {
      if (isEndpoint(request) === 'api') return callApi(request, nowMs);
      if (request.method !== 'POST') return json(405, '{"error":"invalid_request"}');
      const text = request.body ?? '';
      const form = new URLSearchParams(text);
      const token = text.startsWith('{') ? String(Object(JSON.parse(text)).token) : (form.get('token') ?? '');
      if (/(?:revoke|revocation)$/.test(new URL(request.url).pathname)) return revoke(token, nowMs);
      const presented = form.get('refresh_token');
      return presented === null ? exchange(form.get('code') ?? '', nowMs) : refresh(presented, nowMs);
    },
    isGood(refreshToken, nowMs) {
      const grant = grantOf(refreshToken);
      const token = grant?.refreshTokens.get(refreshToken ?? '');
      return grant !== undefined && token !== undefined && isUsable(grant, token, nowMs);
    },
  };
}
