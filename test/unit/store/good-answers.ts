import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import { json } from '../engines/world';

/** Any token endpoint: new tokens, named after the refresh token that was presented. */
function tokensFor(request: HttpRequest): HttpOutcome {
  const presented = new URLSearchParams(request.body ?? '').get('refresh_token') ?? 'nothing';
  return json(200, {
    access_token: `access after ${presented}`,
    refresh_token: `${presented}+`,
    token_type: 'Bearer',
    expires_in: 1800,
    // Salesforce alone says where its API is.
    id: 'https://login.salesforce.com/id/00D8d000Tws8ryJEIQ/0058d000bp9XObgAAG',
    instance_url: 'https://northwind-orchards.my.salesforce.com',
  });
}

/** What the API of each provider says about a company. */
function companyAnswer(request: HttpRequest, xeroTenantIds: readonly string[]): HttpOutcome {
  const { hostname, pathname } = new URL(request.url);
  if (pathname === '/connections') {
    const listed = xeroTenantIds.map((tenantId) => ({
      id: `link-${tenantId}`,
      tenantId,
      tenantType: 'ORGANISATION',
      tenantName: tenantId,
    }));
    return json(200, listed);
  }
  if (hostname === 'api.xero.com') return json(200, { Organisations: [{ Name: 'A company' }] });
  if (hostname.endsWith('.intuit.com')) return json(200, { CompanyInfo: { CompanyName: 'A company' } });
  if (hostname === 'api.intacct.com') return json(200, { 'ia::result': [], 'ia::meta': { totalCount: 0 } });
  if (hostname.endsWith('.salesforce.com')) {
    const orgId = hostname.includes('--uat') ? '00D8d000ok7oYluEAE' : '00D8d000Tws8ryJEIQ';
    return json(200, { records: [{ Id: orgId, Name: 'A company' }] });
  }
  return json(200, { company: { id: 'cmp-101', name: 'A company' } });
}

/** Whether a request asks for a grant to be ended. */
export function isRevocation(request: HttpRequest): boolean {
  return /\/(?:connect\/revocation|tokens\/revoke|oauth2\/revoke|token\/revocation)$/.test(
    new URL(request.url).pathname,
  );
}

/** Whether a request goes to a token endpoint. */
function isTokenRequest(request: HttpRequest): boolean {
  const isTokenPath = /\/(?:connect\/token|tokens\/bearer|oauth2\/token|token)$/.test(new URL(request.url).pathname);
  return isTokenPath && request.method === 'POST';
}

/** Five providers on a good day: every token is good, and every company is there. */
export function goodAnswer(request: HttpRequest, xeroTenantIds: readonly string[]): HttpOutcome {
  if (isRevocation(request)) return json(200, {});
  return isTokenRequest(request) ? tokensFor(request) : companyAnswer(request, xeroTenantIds);
}
