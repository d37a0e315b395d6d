import * as z from 'zod/mini';
import type { Tenant } from '../../model/connection';
import { parseJson } from '../../model/json';
import { readJwtClaims } from '../../model/jwt';
import type { CheckFacts, OAuthFacts, Provider } from '../provider';
import { intacctAreas, intacctReports, queryRequest } from './areas';
import { companyOf, toTenantId } from './company';
import { intacctProfile } from './profile';
import { intacctScreens } from './screens';

const hourMs = 3_600_000;

/**
 * Source: Sage's OAuth 2.0 guide and discovery document (facts 2). Keys for production and for sandboxes differ, addresses
 * do not. What Sage does not publish is taken from the cautious side: refresh tokens count as used up by one use until a
 * refresh showed otherwise, and an access token that names no end lives as long as the shortest one seen.
 */
const intacctOAuth: OAuthFacts = {
  issuer: 'https://api.intacct.com',
  authorizeUrl: 'https://api.intacct.com/ia/api/v1/oauth2/authorize',
  tokenUrl: 'https://api.intacct.com/ia/api/v1/oauth2/token',
  // One token revoked ends every token of that user in that company, other tools' included.
  revocation: { url: 'https://api.intacct.com/ia/api/v1/oauth2/revoke', body: 'form', endsOthers: true },
  clientAuth: 'post',
  scopes: ['offline_access'],
  accessLifeMs: 6 * hourMs,
  rotation: { rotates: 'by_app', graceMs: 0 },
};

const Claims = z.lazy(() =>
  z.object({
    cnyId: z.string().check(z.minLength(1)),
    userId: z.string().check(z.minLength(1)),
    /** Empty or absent at the top level of a company. */
    entityId: z.catch(z.optional(z.union([z.string(), z.number()])), undefined),
    exp: z.catch(z.optional(z.number()), undefined),
  }),
);

function tenantOf(companyId: string, entity: string | number | undefined): Tenant {
  const entityId = String(entity ?? '');
  if (entityId === '') return { tenantId: companyId, name: companyId };
  return { tenantId: toTenantId({ companyId, entityId }), name: `${companyId} · ${entityId}` };
}

const QueryAnswer = z.lazy(() =>
  z.object({
    'ia::result': z.array(z.unknown()),
    'ia::meta': z.object({ totalCount: z.number() }),
  }),
);

/**
 * One row of the list of entities: the token is alive, the app is let in and the user may read. Companies with a single
 * entity may answer with an empty list. Hourly is 720 transactions a month, of 100,000 in the smallest tier (facts 3).
 */
const check: CheckFacts = {
  area: 'entities',
  everyMs: hourMs,
  request: (connection) => queryRequest(connection, 'entities', 'company-config/entity', ['id', 'name']),
  read(body, connection) {
    const parsed = QueryAnswer.safeParse(parseJson(body));
    return parsed.success ? { company: { screenKey: companyOf(connection).companyId } } : undefined;
  },
};

/** Everything that is particular to Sage Intacct. */
export const intacct: Provider = {
  ...intacctProfile,
  oauth: () => intacctOAuth,
  apiHosts: ['api.intacct.com'],
  read({ tokens }) {
    const parsed = Claims.safeParse(readJwtClaims(tokens.accessToken));
    if (!parsed.success) return {};
    const { cnyId, userId, entityId, exp } = parsed.data;
    return {
      grantKey: `${userId}@${cnyId}`,
      personName: userId,
      tenant: tenantOf(cnyId, entityId),
      accessEndsAtMs: exp === undefined ? undefined : exp * 1000,
    };
  },
  check,
  // Every read is a query; a refusal inside HTTP 200 (facts 3, shapes 5 and 6) is none of its answers.
  isGood: (body) => QueryAnswer.safeParse(parseJson(body)).success,
  areas: intacctAreas,
  reports: intacctReports,
  screens: intacctScreens,
};
