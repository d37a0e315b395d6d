import type { ProviderDefinition } from '../../../lib/model/provider-definition';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The servers schedules run against: built-in providers as their facts say, and user-defined ones with each rotation. */
export const serverIds = [
  'xero',
  'quickbooks',
  'intacct_rotating',
  'intacct_static',
  'salesforce_rotating',
  'salesforce_static',
  'own_static',
  'own_grace',
  'own_no_grace',
  'own_five_minutes',
  'own_ten_minutes',
] as const;
export type ServerId = (typeof serverIds)[number];

/** A company of a grant, as the server knows it. */
export interface Company {
  tenantId: string;
  name: string;
}

/** How one server behaves, as data. */
export interface ServerKind {
  id: ServerId;
  providerId: string;
  /** When a refresh brings a new refresh token, and how long the one before still works. */
  rotation: { every: 'never' | 'use' | 'day'; graceMs: number };
  accessLifeMs: number;
  tellsLife: boolean;
  /** An unused refresh token ends after this long. */
  idleLifeMs?: number;
  /** A refresh long before the access token ends is refused, as Exact Online does. */
  refusesEarly?: boolean;
  holdsManyCompanies: boolean;
  company(grantNumber: number, companyNumber: number): Company;
  /** Claims of an access token, and further members of a token answer. */
  claims?(grantNumber: number, company: Company): object;
  members?(grantNumber: number, company: Company): object;
  /** Further parameters of the redirect. */
  redirect?(company: Company): Readonly<Record<string, string>>;
  /** Body of a good read of the company. */
  read(company: Company): object;
  /** Answer to an access token that is over. */
  refused: { status: number; body: string };
  refusedRefresh: string;
  apiBase?(grantNumber: number): string;
}

const titled = (status: number, title: string, detail: string): string =>
  JSON.stringify({
    Type: null,
    Title: title,
    Status: status,
    Detail: detail,
    Instance: crypto.randomUUID(),
    Extensions: {},
  });

const xero: ServerKind = {
  id: 'xero',
  providerId: 'xero',
  rotation: { every: 'use', graceMs: 30 * minuteMs },
  accessLifeMs: 30 * minuteMs,
  tellsLife: true,
  idleLifeMs: 60 * dayMs,
  holdsManyCompanies: true,
  company: (grant, company) => ({ tenantId: `xero-${grant}-${company}`, name: `Xero company ${grant}.${company}` }),
  claims: (grant) => ({ xero_userid: `user-${grant}`, authentication_event_id: `event-${grant}` }),
  read: ({ name }) => ({
    Organisations: [{ Name: name, ShortCode: '!abc', Class: 'GROW', OrganisationStatus: 'ACTIVE' }],
  }),
  refused: { status: 401, body: titled(401, 'Unauthorized', 'TokenExpired: token expired at 11/30/2026 10:00:00') },
  refusedRefresh: '{"error":"invalid_grant","error_description":"Refresh token has been consumed"}',
};

const quickbooks: ServerKind = {
  id: 'quickbooks',
  providerId: 'quickbooks',
  rotation: { every: 'day', graceMs: 0 },
  accessLifeMs: hourMs,
  tellsLife: true,
  idleLifeMs: 100 * dayMs,
  holdsManyCompanies: false,
  company: (grant) => ({ tenantId: String(9_130_000_000 + grant), name: `QuickBooks company ${grant}` }),
  redirect: ({ tenantId }) => ({ realmId: tenantId }),
  members: () => ({ x_refresh_token_expires_in: 8_726_400, x_refresh_token_hard_expires_in: 157_680_000 }),
  read: ({ name }) => ({
    CompanyInfo: { CompanyName: name, NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }] },
  }),
  refused: {
    status: 401,
    body: JSON.stringify({
      warnings: null,
      intuitObject: null,
      fault: {
        error: [
          {
            message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
            detail: 'Token expired',
            code: '3200',
            element: null,
          },
        ],
        type: 'AUTHENTICATION',
      },
      report: null,
    }),
  },
  refusedRefresh: '{"error_description":"Incorrect or invalid refresh token","error":"invalid_grant"}',
};

function intacct(id: 'intacct_rotating' | 'intacct_static', every: 'use' | 'never'): ServerKind {
  return {
    id,
    providerId: 'intacct',
    rotation: { every, graceMs: 0 },
    accessLifeMs: 6 * hourMs,
    tellsLife: true,
    holdsManyCompanies: false,
    company: (grant) => ({ tenantId: `company${grant}`, name: `company${grant}` }),
    claims: (grant, { tenantId }) => ({ cnyId: tenantId, userId: `user${grant}` }),
    read: () => ({ 'ia::result': [{ id: '1', name: 'Main' }], 'ia::meta': { totalCount: 1 } }),
    refused: {
      status: 401,
      body: JSON.stringify({
        'ia::result': { 'ia::error': { code: 'GW-0040', message: 'Expired token', supportId: 'x' } },
        'ia::meta': { totalCount: 1, totalSuccess: 0, totalError: 1 },
      }),
    },
    refusedRefresh: '{"error":"invalid_grant"}',
  };
}

function salesforce(id: 'salesforce_rotating' | 'salesforce_static', every: 'use' | 'never'): ServerKind {
  const org = (grant: number): string => `00D${String(grant).padStart(12, '0')}`;
  const base = (grant: number): string => `https://firm${grant}.my.salesforce.com`;
  return {
    id,
    providerId: 'salesforce',
    rotation: { every, graceMs: 0 },
    accessLifeMs: 2 * hourMs,
    tellsLife: false,
    idleLifeMs: 30 * dayMs,
    holdsManyCompanies: false,
    company: (grant) => ({ tenantId: org(grant), name: `Salesforce org ${grant}` }),
    members: (grant) => ({
      id: `https://login.salesforce.com/id/${org(grant)}/005${String(grant).padStart(12, '0')}`,
      instance_url: base(grant),
      issued_at: '1764525600000',
      signature: 'c2lnbmF0dXJl',
    }),
    read: ({ tenantId, name }) => ({
      records: [{ Id: tenantId, Name: name, OrganizationType: 'Enterprise Edition', TrialExpirationDate: null }],
    }),
    refused: { status: 401, body: '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]' },
    refusedRefresh: '{"error":"invalid_grant","error_description":"expired access/refresh token"}',
    apiBase: base,
  };
}

type OwnId = Extract<ServerId, `own_${string}`>;

function own(id: OwnId, rotation: ServerKind['rotation'], accessLifeMs = hourMs): ServerKind {
  const name = id.slice('own_'.length).replaceAll('_', '-');
  return {
    id,
    providerId: `own-${name}`,
    rotation,
    accessLifeMs,
    tellsLife: true,
    holdsManyCompanies: false,
    company: (grant) => ({ tenantId: `${name}-${grant}`, name: `Own company ${grant}` }),
    members: (_grant, { tenantId, name: company }) => ({ company_id: tenantId, company_name: company }),
    read: ({ tenantId, name: company }) => ({ company: { id: tenantId, name: company } }),
    refused: { status: 401, body: '{"error":"invalid_token","error_description":"The access token expired"}' },
    refusedRefresh: '{"error":"invalid_grant","error_description":"grant request is invalid"}',
  };
}

/** Every server by its id. */
export const serverKinds: Readonly<Record<ServerId, ServerKind>> = {
  xero,
  quickbooks,
  intacct_rotating: intacct('intacct_rotating', 'use'),
  intacct_static: intacct('intacct_static', 'never'),
  salesforce_rotating: salesforce('salesforce_rotating', 'use'),
  salesforce_static: salesforce('salesforce_static', 'never'),
  own_static: own('own_static', { every: 'never', graceMs: 0 }),
  own_grace: own('own_grace', { every: 'use', graceMs: 30 * minuteMs }),
  own_no_grace: own('own_no_grace', { every: 'use', graceMs: 0 }),
  // Keycloak's default life of an access token, and that of Exact Online.
  own_five_minutes: own('own_five_minutes', { every: 'use', graceMs: 0 }, 5 * minuteMs),
  own_ten_minutes: { ...own('own_ten_minutes', { every: 'use', graceMs: 0 }, 10 * minuteMs), refusesEarly: true },
};

/** The definition a firm would write for a user-defined server. */
function definitionOf(kind: ServerKind): ProviderDefinition {
  const host = `${kind.providerId}.example`;
  return {
    id: kind.providerId,
    name: `Own ${kind.providerId.slice('own-'.length)}`,
    issuer: `https://id.${host}`,
    endpoints: {
      authorize: `https://id.${host}/authorize`,
      token: `https://id.${host}/token`,
      revocation: `https://id.${host}/revoke`,
    },
    clientAuth: 'none',
    scopes: ['offline_access', 'books:read'],
    rotation: { rotates: kind.rotation.every !== 'never', graceSec: kind.rotation.graceMs / 1000 },
    company: { from: 'token', id: 'company_id', name: 'company_name' },
    check: { url: `https://api.${host}/company/{company}`, companyId: 'company.id', companyName: 'company.name' },
  };
}

/** Definitions of all user-defined servers, as the store keeps them. */
export const ownDefinitions: readonly ProviderDefinition[] = Object.values(serverKinds)
  .filter(({ providerId }) => providerId.startsWith('own-'))
  .map(definitionOf);
