import { connection, failing, silenced } from './connection.ts';
import { dayMs, hourMs, minuteMs, neverMs, type StoredConnection } from './shapes.ts';

const outage = { cause: 'provider_outage', action: 'wait', actor: 'provider', reconnectHelps: 'no' };
const revoked = { cause: 'grant_revoked', action: 'reconnect', actor: 'you', reconnectHelps: 'yes' };

/** One healthy, one silenced by the old rule, one ended at the provider. */
export function quickbooksConnectionsAt(closedAtMs: number): StoredConnection[] {
  const common = { providerId: 'quickbooks', userName: 'Maya Lindqvist (maya@fernhill-books.example)' };
  return [
    connection(closedAtMs, {
      ...common,
      id: 'connection-marigold',
      grantId: 'grant-marigold',
      tenantId: '9341445834682809',
      companyName: 'Marigold Bakehouse',
      company: {
        screenKey: '9341445834682809',
        plan: 'QuickBooks Online Plus',
        subscriptionStatus: 'SUSPENDED',
        isDemo: false,
        notice: 'subscription_ended',
      },
      signInEnd: { atMs: closedAtMs + 100 * dayMs, ifIdle: true },
      nextDueAtMs: closedAtMs + 20 * hourMs,
    }),
    connection(closedAtMs, {
      ...common,
      id: 'connection-northgate',
      grantId: 'grant-northgate',
      tenantId: '9341445827190709',
      companyName: 'Northgate Plumbing',
      status: 'unknown',
      hasGrantFailed: false,
      nextDueAtMs: closedAtMs + 51 * minuteMs,
      ...failing(closedAtMs, 50 * hourMs, silenced, '1 northgate plumbing connection-northgate'),
    }),
    connection(closedAtMs, {
      ...common,
      id: 'connection-cedar',
      grantId: 'grant-cedar',
      tenantId: '9341427185514989',
      companyName: 'Cedar Point Dental',
      status: 'needs_you',
      hasGrantFailed: true,
      nextDueAtMs: neverMs,
      ...failing(
        closedAtMs,
        3 * dayMs,
        { ...revoked, facts: { code: 'invalid_grant', status: 400 } },
        '0 sign_in grant-cedar',
      ),
    }),
  ];
}

/** Those of the other providers: failing for reasons of the provider, of the device, and of this firm. */
export function otherConnectionsAt(closedAtMs: number): StoredConnection[] {
  return [
    connection(closedAtMs, {
      id: 'connection-fernhill',
      providerId: 'intacct',
      grantId: 'grant-fernhill',
      tenantId: 'FernhillGroup',
      companyName: 'FernhillGroup',
      userName: 'ledgerline',
      company: { screenKey: 'FernhillGroup' },
      status: 'needs_you',
      hasGrantFailed: false,
      ...failing(
        closedAtMs,
        4 * hourMs,
        {
          cause: 'user_permission_insufficient',
          action: 'ask_admin',
          actor: 'company_admin',
          reconnectHelps: 'no',
          alternatives: [{ cause: 'access_policy_blocked', confidence: 0.1 }],
          nextTest: 'other_area',
          rules: ['intacct-no-permission'],
          facts: { code: 'GW-0014', description: 'No permission', status: 403, area: 'entities' },
        },
        '1 fernhillgroup connection-fernhill',
      ),
    }),
    connection(closedAtMs, {
      id: 'connection-fernhill-uat',
      providerId: 'intacct',
      environment: 'sandbox',
      grantId: 'grant-fernhill-uat',
      tenantId: 'FernhillGroup-UAT',
      companyName: 'FernhillGroup-UAT',
      status: 'needs_you',
      hold: 'no_app_credentials',
      failingSinceMs: closedAtMs - 6 * dayMs,
      nextDueAtMs: neverMs,
      incident: '0 app_key intacct sandbox',
    }),
    connection(closedAtMs, {
      id: 'connection-northwind',
      providerId: 'salesforce',
      grantId: 'grant-northwind',
      tenantId: '00D8d000Tws8ryJ',
      apiBase: 'https://northwind-orchards.my.salesforce.com',
      companyName: 'Northwind Orchards',
      company: { screenKey: 'northwind-orchards', plan: 'Enterprise Edition' },
      status: 'offline',
      hasGrantFailed: false,
      nextDueAtMs: closedAtMs + 9 * minuteMs,
      ...failing(
        closedAtMs,
        20 * minuteMs,
        { cause: 'network_unreachable', action: 'check_network', actor: 'you', reconnectHelps: 'no' },
        '0 network ',
      ),
    }),
    connection(closedAtMs, {
      id: 'connection-northwind-uat',
      providerId: 'salesforce',
      environment: 'sandbox',
      grantId: 'grant-northwind-uat',
      tenantId: '00D8d000ok7oYlu',
      apiBase: 'https://northwind-orchards--uat.sandbox.my.salesforce.com',
      companyName: 'Northwind Orchards (uat)',
      status: 'needs_you',
      hold: 'no_permission',
      failingSinceMs: closedAtMs - 6 * dayMs,
      nextDueAtMs: neverMs,
      incident: '0 permission salesforce',
    }),
    connection(closedAtMs, {
      id: 'connection-books',
      providerId: 'own-books',
      grantId: 'grant-books',
      tenantId: 'cmp-101',
      companyName: 'Harbour Bakery',
      userName: 'Anna Reyes',
      status: 'waiting',
      hasGrantFailed: false,
      nextDueAtMs: closedAtMs + 40 * minuteMs,
      ...failing(
        closedAtMs,
        50 * minuteMs,
        { ...outage, rules: ['http-502-503-504'], facts: { status: 503, retryAfterMs: 1_800_000 } },
        '0 outage own-books production',
      ),
    }),
  ];
}
