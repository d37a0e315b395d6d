import * as z from 'zod/mini';
import { parseJson } from '../../model/json';
import { readJwtClaims } from '../../model/jwt';
import type { CheckFacts, OAuthFacts, Provider, TenantFacts } from '../provider';
import { organisationRequest, xeroAreas, xeroReports } from './areas';
import { xeroProfile } from './profile';
import { xeroScreens } from './screens';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Source: Xero's auth-flow, pkce-flow and token-types guides (2023–2026) and its own command-line tool (2026-05-29). */
const xeroOAuth: OAuthFacts = {
  issuer: 'https://identity.xero.com',
  authorizeUrl: 'https://login.xero.com/identity/connect/authorize',
  tokenUrl: 'https://identity.xero.com/connect/token',
  // It ends all connections of that person with the app, those of other devices included (facts, section 1.8).
  revocation: { url: 'https://identity.xero.com/connect/revocation', body: 'form', endsOthers: true },
  clientAuth: 'none',
  scopes: [
    'openid',
    'profile',
    'email',
    'offline_access',
    'accounting.settings.read',
    'accounting.contacts.read',
    'accounting.invoices.read',
    'accounting.payments.read',
    'accounting.banktransactions.read',
    'accounting.manualjournals.read',
    'accounting.reports.profitandloss.read',
    'accounting.reports.balancesheet.read',
    'accounting.reports.trialbalance.read',
    'accounting.reports.aged.read',
    'accounting.budgets.read',
  ],
  accessLifeMs: 30 * minuteMs,
  refreshIdleLifeMs: 60 * dayMs,
  rotation: { rotates: true, graceMs: 30 * minuteMs },
};

const ConnectionsAnswer = z.lazy(() =>
  z.array(
    z.object({ id: z.string(), tenantId: z.string(), tenantType: z.string(), tenantName: z.nullable(z.string()) }),
  ),
);

/** `GET /connections` needs the bearer alone; `authEventId` narrows it to what was picked in one sign-in (OpenAPI identity). */
const tenants: TenantFacts = {
  request: (_environment, signInId) => ({
    method: 'GET',
    url: `https://api.xero.com/connections${signInId ? `?authEventId=${encodeURIComponent(signInId)}` : ''}`,
    headers: { accept: 'application/json' },
  }),
  read(body) {
    const parsed = ConnectionsAnswer.safeParse(parseJson(body));
    if (!parsed.success) return undefined;
    return parsed.data.map((item) => ({
      tenantId: item.tenantId,
      name: item.tenantName ?? '',
      linkId: item.id,
      kind: item.tenantType,
    }));
  },
  unlink: (connection) =>
    connection.tenantLinkId
      ? { method: 'DELETE', url: `https://api.xero.com/connections/${encodeURIComponent(connection.tenantLinkId)}` }
      : undefined,
};

const OrganisationAnswer = z.lazy(() =>
  z.object({
    Organisations: z
      .array(
        z.object({
          Name: z.string(),
          ShortCode: z.optional(z.string()),
          Class: z.optional(z.string()),
          IsDemoCompany: z.optional(z.boolean()),
          OrganisationStatus: z.optional(z.string()),
        }),
      )
      .check(z.minLength(1)),
  }),
);

/** 24 reads a day and organisation, of the 1,000 that the smallest tier allows (limits page, 2026-03-02). */
const check: CheckFacts = {
  area: 'organisation',
  everyMs: 60 * minuteMs,
  request: (connection) => organisationRequest(connection, '/Organisation', 'organisation'),
  read(body) {
    const parsed = OrganisationAnswer.safeParse(parseJson(body));
    const organisation = parsed.success ? parsed.data.Organisations[0] : undefined;
    if (!organisation) return undefined;
    return {
      companyName: organisation.Name,
      company: {
        screenKey: organisation.ShortCode,
        plan: organisation.Class,
        subscriptionStatus: organisation.OrganisationStatus,
        isDemo: organisation.IsDemoCompany,
      },
    };
  },
};

const AccessTokenClaims = z.lazy(() =>
  z.object({
    xero_userid: z.optional(z.string()),
    authentication_event_id: z.optional(z.string()),
  }),
);
const IdTokenClaims = z.lazy(() => z.object({ name: z.optional(z.string()), email: z.optional(z.string()) }));

/** Everything that is particular to Xero. */
export const xero: Provider = {
  ...xeroProfile,
  oauth: () => xeroOAuth,
  apiHosts: ['api.xero.com'],
  read({ tokens }) {
    const access = AccessTokenClaims.safeParse(readJwtClaims(tokens.accessToken));
    const identity = IdTokenClaims.safeParse(readJwtClaims(tokens.idToken ?? ''));
    return {
      grantKey: access.success ? access.data.xero_userid : undefined,
      signInId: access.success ? access.data.authentication_event_id : undefined,
      personName: identity.success ? (identity.data.name ?? identity.data.email) : undefined,
    };
  },
  tenants,
  check,
  areas: xeroAreas,
  reports: xeroReports,
  screens: xeroScreens,
};
