import type { CheckFacts, OAuthFacts, PersonFacts, Provider } from '../provider';
import { isGoodBody, readCompanyInfo, readPersonName } from './answers';
import { accountingScope, companyInfoRequest, quickbooksAreas, quickbooksReports } from './areas';
import { quickbooksProfile } from './profile';
import { quickbooksScreens } from './screens';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Facts 1. The same addresses for both environments: only keys, userinfo and API hosts differ. */
const quickbooksOAuth: OAuthFacts = {
  issuer: 'https://oauth.platform.intuit.com/op/v1',
  authorizeUrl: 'https://appcenter.intuit.com/connect/oauth2',
  tokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
  // Whether other tools that use the same app for the same company survive is not known, so it is not taken for granted.
  revocation: {
    url: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
    body: 'json',
    endsOthers: true,
    // A token that is over already is answered with 400 and no body (facts 1 "Disconnect", 4a; simstudioai/sim#6099).
    doneWhen: ({ status, body }) => status === 400 && body.trim() === '',
  },
  clientAuth: 'basic',
  // Name and address only say who connected: the one person whose lost rights end the connection.
  scopes: [accountingScope, 'openid', 'profile', 'email'],
  // A made-up code is answered with 401 for wrong keys and with 400 for good ones (facts 4a, authorize page).
  provesKeys: true,
  tokenHeaders: { 'x-include-refresh-token-hard-expires-in': 'true' },
  accessLifeMs: 60 * minuteMs,
  refreshIdleLifeMs: 100 * dayMs,
  // A new value about once a day, and the one before it is dead at once; in between the same value comes back.
  rotation: { rotates: true, graceMs: 0 },
};

/**
 * Reads are metered per app over all companies and devices: 500,000 a month, 16,600 a day (facts 2, "Limits"). Once a day
 * for each company is 30,000 a month for a firm of 1,000 companies, 6 % of it; five colleagues who watch all of them come to
 * 30 %, and the tools that share the app keep the rest. A connection that was ended is noticed within the hour all the
 * same, by the refresh of its sign-in, which costs nothing.
 */
const check: CheckFacts = {
  area: 'organisation',
  everyMs: dayMs,
  request: companyInfoRequest,
  read(body, connection) {
    const told = readCompanyInfo(body);
    return (
      told && {
        ...told,
        company: { ...told.company, screenKey: connection.tenantId, isDemo: connection.environment === 'sandbox' },
      }
    );
  },
};

/** The id token names the person by a number alone; who that is stands behind a call of its own (facts 1). */
const person: PersonFacts = {
  request: ({ environment }) => ({
    method: 'GET',
    url: `https://${environment === 'sandbox' ? 'sandbox-accounts' : 'accounts'}.platform.intuit.com/v1/openid_connect/userinfo`,
    headers: { accept: 'application/json' },
  }),
  read: readPersonName,
};

/** Everything that is particular to QuickBooks Online. */
export const quickbooks: Provider = {
  ...quickbooksProfile,
  oauth: () => quickbooksOAuth,
  apiHosts: [
    'accounts.platform.intuit.com',
    'quickbooks.api.intuit.com',
    'sandbox-accounts.platform.intuit.com',
    'sandbox-quickbooks.api.intuit.com',
  ],
  // The company is told there and nowhere else; with sign-in scopes alone it does not come (facts 1, "Callback").
  redirectCarries: { realmId: /^\d{1,20}$/ },
  read({ answer, callback }) {
    const realmId = callback?.get('realmId') ?? undefined;
    const hardEndSec = Number(answer.x_refresh_token_hard_expires_in ?? Number.NaN);
    return {
      grantKey: realmId,
      tenant: realmId === undefined ? undefined : { tenantId: realmId, name: '' },
      endsInMs: hardEndSec > 0 ? hardEndSec * 1000 : undefined,
    };
  },
  person,
  check,
  isGood: isGoodBody,
  areas: quickbooksAreas,
  // Ten requests a second for each company and app, shared with the tools that use the same app (facts 2, "Limits").
  areaPauseMs: 250,
  reports: quickbooksReports,
  screens: quickbooksScreens,
};
