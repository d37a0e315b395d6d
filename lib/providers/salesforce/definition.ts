import * as z from 'zod/mini';
import { parseJson } from '../../model/json';
import type { CheckFacts, OAuthFacts, PersonFacts, Provider, SignInTarget } from '../provider';
import { orgRequest, queryPath, salesforceAreas, salesforceReports } from './areas';
import { orgKeyOf, readInstance, readMyDomain } from './hosts';
import { salesforceProfile } from './profile';
import { salesforceScreens } from './screens';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A sign-in host per environment, or the org's own (facts 1). */
function signInHost({ environment, domain }: SignInTarget): string {
  const own = domain === undefined ? undefined : readMyDomain(domain);
  return own ?? (environment === 'sandbox' ? 'test.salesforce.com' : 'login.salesforce.com');
}

/**
 * Facts 1. Not asked for: `openid`, because the id token that comes with it names the org's own host as its issuer, also
 * when people sign in at the common one, and because it adds nothing we read.
 */
function salesforceOAuth(target: SignInTarget): OAuthFacts {
  const origin = `https://${signInHost(target)}`;
  return {
    issuer: origin,
    authorizeUrl: `${origin}/services/oauth2/authorize`,
    tokenUrl: `${origin}/services/oauth2/token`,
    revocation: { url: `${origin}/services/oauth2/revoke`, body: 'form' },
    clientAuth: 'none',
    scopes: ['api', 'refresh_token'],
    // Access tokens end when the org's session rules say so, which no answer tells: they are used until they are refused.
    keepAliveMs: dayMs,
    refreshIdleLifeMs: 30 * dayMs,
    // Where an admin switched rotation on for the app, a new token kills the one before it at once.
    rotation: { rotates: 'by_app', graceMs: 0 },
  };
}

const TokenAnswer = z.lazy(() => z.object({ id: z.string(), instance_url: z.string() }));

/** Org and user in the `id` address of a token answer (facts 1): `https://login.salesforce.com/id/<org>/<user>`. */
const identityPath = /^\/id\/(00D[A-Za-z0-9]{12,15})\/(005[A-Za-z0-9]{12,15})$/;

/** Ids come with 15 or with 18 characters; the first 15 say it all. */
function shortId(id: string): string {
  return id.slice(0, 15);
}

function identityOf(id: string): { orgId: string; userId: string } | undefined {
  const [, orgId, userId] = (URL.canParse(id) && identityPath.exec(new URL(id).pathname)) || [];
  return orgId && userId ? { orgId: shortId(orgId), userId: shortId(userId) } : undefined;
}

const OrganizationAnswer = z.lazy(() =>
  z.object({
    records: z.array(
      z.object({
        Id: z.string(),
        Name: z.string(),
        OrganizationType: z.optional(z.nullable(z.string())),
        TrialExpirationDate: z.optional(z.nullable(z.string())),
      }),
    ),
  }),
);

/** A sandbox carries the name of the org it was copied from; its own stands in its host name (`acme--uat.sandbox`). */
function nameOf(name: string, orgKey: string | undefined): string {
  const copy = /--([^.]+)\./.exec(orgKey ?? '')?.[1];
  return copy === undefined ? name : `${name} (${copy})`;
}

/**
 * One read proves sign-in, interface and org, and tells name, edition and end of trial. Hourly: 24 of the 15,000 or more
 * requests that an edition with the interface has a day.
 */
const check: CheckFacts = {
  area: 'organisation',
  everyMs: 60 * minuteMs,
  request: (connection) =>
    orgRequest(
      connection.apiBase,
      queryPath('SELECT Id, Name, OrganizationType, TrialExpirationDate FROM Organization'),
      'organisation',
    ),
  read(body, connection) {
    const parsed = OrganizationAnswer.safeParse(parseJson(body));
    const org = parsed.success ? parsed.data.records[0] : undefined;
    if (!org) return undefined;
    const screenKey = orgKeyOf(connection.apiBase);
    return {
      tenantId: shortId(org.Id),
      companyName: nameOf(org.Name, screenKey),
      company: {
        screenKey,
        plan: org.OrganizationType ?? undefined,
        subscriptionStatus: org.TrialExpirationDate ? `trial ends ${org.TrialExpirationDate.slice(0, 10)}` : undefined,
      },
    };
  },
};

const UserAnswer = z.lazy(() => z.object({ records: z.array(z.object({ Name: z.string(), Username: z.string() })) }));

/** The person's own record; `grant.key` is `<org>/<user>`, as read from the token answer. */
const person: PersonFacts = {
  request: (grant) =>
    orgRequest(
      grant.apiBase,
      queryPath(`SELECT Name, Username FROM User WHERE Id = '${grant.key?.split('/')[1] ?? ''}'`),
    ),
  read(body) {
    const parsed = UserAnswer.safeParse(parseJson(body));
    const user = parsed.success ? parsed.data.records[0] : undefined;
    return user && `${user.Name} (${user.Username})`;
  },
};

/** Everything that is particular to Salesforce. */
export const salesforce: Provider = {
  ...salesforceProfile,
  oauth: salesforceOAuth,
  apiHosts: ['*.my.salesforce.com'],
  read({ answer }) {
    const parsed = TokenAnswer.safeParse(answer);
    const apiBase = parsed.success ? readInstance(parsed.data.instance_url) : undefined;
    const identity = parsed.success ? identityOf(parsed.data.id) : undefined;
    // Without a host of Salesforce's own there is nowhere to send the token, so there is no company to reach (SEC-11).
    if (!apiBase || !identity) return {};
    return {
      grantKey: `${identity.orgId}/${identity.userId}`,
      tenant: { tenantId: identity.orgId, name: orgKeyOf(apiBase) ?? '' },
      apiBase,
    };
  },
  person,
  check,
  areas: salesforceAreas,
  reports: salesforceReports,
  screens: salesforceScreens,
};
