import { dayMs, hourMs, type Json, minuteMs, neverMs, type SealedGrant, type StoredGrant } from './shapes.ts';

const xeroScopes = [
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
];

/** A token set with values that say whose they are. */
function sealed(name: string, grant: StoredGrant): SealedGrant {
  const setOf = (suffix: string) => ({
    accessToken: `frozen-access-${name}${suffix}`,
    refreshToken: `frozen-refresh-${name}${suffix}`,
  });
  return { grant, tokens: setOf(''), ...(grant.version > 1 ? { previous: setOf('-before') } : {}) };
}

/** Grants of Xero are one person's, for all the companies they reach. */
function xeroGrant(person: { name: string; key: string }, closedAtMs: number, more: Json): StoredGrant {
  return {
    id: `grant-${person.name.split(' ')[0]?.toLowerCase()}`,
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    key: person.key,
    userName: person.name,
    scopes: xeroScopes,
    version: 812,
    connectedAtMs: closedAtMs - 60 * dayMs,
    accessExpiresAtMs: closedAtMs + 25 * minuteMs,
    refreshIssuedAtMs: closedAtMs - 5 * minuteMs,
    nextRefreshAtMs: closedAtMs + 20 * minuteMs,
    refreshFailures: 0,
    hasRotated: true,
    ...more,
  };
}

/** Grants of QuickBooks are one company's. */
function quickbooksGrant(company: { id: string; realmId: string }, closedAtMs: number, more: Json): StoredGrant {
  return {
    id: company.id,
    providerId: 'quickbooks',
    environment: 'production',
    appId: 'quickbooks:production',
    key: company.realmId,
    userName: 'Maya Lindqvist (maya@fernhill-books.example)',
    scopes: ['com.intuit.quickbooks.accounting', 'openid', 'profile', 'email'],
    tenant: { tenantId: company.realmId, name: '' },
    version: 33,
    connectedAtMs: closedAtMs - 30 * dayMs,
    accessExpiresAtMs: closedAtMs + 40 * minuteMs,
    refreshIssuedAtMs: closedAtMs - 20 * minuteMs,
    endsAtMs: closedAtMs + 1795 * dayMs,
    nextRefreshAtMs: closedAtMs + 35 * minuteMs,
    refreshFailures: 0,
    hasRotated: false,
    ...more,
  };
}

/** Xero's token endpoint failed for more than half an hour: the one late retry failed too, and nothing is due any more. */
const silencedInXero = (closedAtMs: number): Json => ({
  accessExpiresAtMs: closedAtMs - 26 * hourMs,
  refreshIssuedAtMs: closedAtMs - 26.5 * hourMs,
  nextRefreshAtMs: neverMs,
  refreshFailures: 6,
  intent: { startedAtMs: closedAtMs - 26 * hourMs, attempts: 6, hasBeenRetriedLate: true },
});

/** QuickBooks' token endpoint failed for three minutes: without a grace the second request counts as the late retry. */
const silencedInQuickbooks = (closedAtMs: number): Json => ({
  accessExpiresAtMs: closedAtMs - 50 * hourMs,
  refreshIssuedAtMs: closedAtMs - 51 * hourMs,
  nextRefreshAtMs: closedAtMs + 51 * minuteMs,
  refreshFailures: 14,
  intent: { startedAtMs: closedAtMs - 50 * hourMs, attempts: 2, hasBeenRetriedLate: true },
});

function xeroGrants(closedAtMs: number): SealedGrant[] {
  const maya = { name: 'Maya Lindqvist', key: 'bafdf0ee-8ede-42ea-a870-6dd31da2860c' };
  const tomas = { name: 'Tomas Okafor', key: '72fc08c9-7a48-440f-afa5-3e44a6f2c854' };
  const priya = { name: 'Priya Brandt', key: '9432ef8a-e39e-4730-a94b-9648008bdd0f' };
  const olive = { name: 'Olive Marchetti', key: '2d6e1693-dd1b-4d42-adb4-434c87655374' };
  return [
    sealed('maya', xeroGrant(maya, closedAtMs, {})),
    sealed('tomas', xeroGrant(tomas, closedAtMs, silencedInXero(closedAtMs))),
    // The browser was closed while this refresh was under way.
    sealed(
      'priya',
      xeroGrant(priya, closedAtMs, {
        accessExpiresAtMs: closedAtMs + 4 * minuteMs,
        nextRefreshAtMs: closedAtMs - 1000,
        intent: { startedAtMs: closedAtMs - 800, attempts: 1, hasBeenRetriedLate: false },
      }),
    ),
    // Signed in just now; which companies are to be watched is still being asked.
    sealed(
      'olive',
      xeroGrant(olive, closedAtMs, {
        version: 1,
        connectedAtMs: closedAtMs - 2 * minuteMs,
        refreshIssuedAtMs: closedAtMs - 2 * minuteMs,
        hasRotated: undefined,
      }),
    ),
  ];
}

function quickbooksGrants(closedAtMs: number): SealedGrant[] {
  const marigold = { id: 'grant-marigold', realmId: '9341445834682809' };
  const northgate = { id: 'grant-northgate', realmId: '9341445827190709' };
  const cedar = { id: 'grant-cedar', realmId: '9341427185514989' };
  return [
    sealed('marigold', quickbooksGrant(marigold, closedAtMs, {})),
    sealed('northgate', quickbooksGrant(northgate, closedAtMs, silencedInQuickbooks(closedAtMs))),
    sealed(
      'cedar',
      quickbooksGrant(cedar, closedAtMs, {
        accessExpiresAtMs: closedAtMs - 3 * dayMs,
        refreshIssuedAtMs: closedAtMs - 3 * dayMs,
        deadSinceMs: closedAtMs - 3 * dayMs,
        nextRefreshAtMs: neverMs,
        refreshFailures: 1,
      }),
    ),
  ];
}

function otherGrants(closedAtMs: number): SealedGrant[] {
  const common = { environment: 'production', connectedAtMs: closedAtMs - 45 * dayMs, refreshFailures: 0 };
  const intacct = {
    ...common,
    providerId: 'intacct',
    userName: 'ledgerline',
    scopes: ['offline_access'],
    accessExpiresAtMs: closedAtMs + 90 * minuteMs,
    refreshIssuedAtMs: closedAtMs - 4.5 * hourMs,
  };
  const salesforce = { ...common, providerId: 'salesforce', scopes: ['api', 'refresh_token'], hasRotated: false };
  return [
    sealed('fernhill', {
      ...intacct,
      id: 'grant-fernhill',
      appId: 'intacct:production',
      key: 'ledgerline@FernhillGroup',
      tenant: { tenantId: 'FernhillGroup', name: 'FernhillGroup' },
      version: 180,
      nextRefreshAtMs: closedAtMs + 85 * minuteMs,
    }),
    sealed('fernhill-uat', {
      ...intacct,
      id: 'grant-fernhill-uat',
      environment: 'sandbox',
      appId: 'intacct:sandbox',
      key: 'ledgerline@FernhillGroup-UAT',
      tenant: { tenantId: 'FernhillGroup-UAT', name: 'FernhillGroup-UAT' },
      version: 4,
      accessExpiresAtMs: closedAtMs - 6 * dayMs,
      refreshIssuedAtMs: closedAtMs - 6.25 * dayMs,
      nextRefreshAtMs: neverMs,
    }),
    sealed('northwind', {
      ...salesforce,
      id: 'grant-northwind',
      appId: 'salesforce:production',
      key: '00D8d000Tws8ryJ/0058d000bp9XObg',
      userName: 'Maya Lindqvist (maya@northwind-orchards.example)',
      tenant: { tenantId: '00D8d000Tws8ryJ', name: 'northwind-orchards' },
      apiBase: 'https://northwind-orchards.my.salesforce.com',
      version: 46,
      refreshIssuedAtMs: closedAtMs - 9 * hourMs,
      nextRefreshAtMs: closedAtMs + 15 * hourMs,
    }),
    sealed('northwind-uat', {
      ...salesforce,
      id: 'grant-northwind-uat',
      environment: 'sandbox',
      appId: 'salesforce:sandbox',
      key: '00D8d000ok7oYlu/0058d000uat0001',
      tenant: { tenantId: '00D8d000ok7oYlu', name: 'northwind-orchards--uat.sandbox' },
      apiBase: 'https://northwind-orchards--uat.sandbox.my.salesforce.com',
      version: 2,
      refreshIssuedAtMs: closedAtMs - 6 * dayMs,
      nextRefreshAtMs: neverMs,
    }),
    sealed('books', {
      ...common,
      id: 'grant-books',
      providerId: 'own-books',
      appId: 'own-books:production',
      key: '["cmp-101","usr-anna"]',
      userName: 'Anna Reyes',
      scopes: ['openid', 'profile', 'offline_access', 'books:read'],
      tenant: { tenantId: 'cmp-101', name: 'Harbour Bakery' },
      version: 51,
      accessExpiresAtMs: closedAtMs + 50 * minuteMs,
      refreshIssuedAtMs: closedAtMs - 10 * minuteMs,
      nextRefreshAtMs: closedAtMs + 45 * minuteMs,
      hasRotated: true,
    }),
  ];
}

/** Healthy grants, dead ones, and ones that were left in the middle of something. */
export function grantsAt(closedAtMs: number): SealedGrant[] {
  return [...xeroGrants(closedAtMs), ...quickbooksGrants(closedAtMs), ...otherGrants(closedAtMs)];
}
