import { dayMs, hourMs, type Json, minuteMs } from './shapes.ts';

/** A provider that the firm described itself. */
export const booksDefinition = {
  id: 'own-books',
  name: 'Books',
  discovery: 'https://id.books.example/.well-known/openid-configuration',
  issuer: 'https://id.books.example',
  endpoints: {
    authorize: 'https://id.books.example/auth',
    token: 'https://id.books.example/token',
    revocation: 'https://id.books.example/token/revocation',
  },
  sendsIssuer: true,
  clientAuth: 'basic',
  scopes: ['openid', 'profile', 'offline_access', 'books:read'],
  parameters: { prompt: 'consent' },
  rotation: { rotates: true, graceSec: 0 },
  company: { from: 'id_token', id: 'company_id', name: 'company_name' },
  check: { url: 'https://api.books.example/v1/company', companyId: 'company.id', companyName: 'company.name' },
  areas: [{ id: 'accounts', url: 'https://api.books.example/v1/{company}/accounts', scope: 'books:read' }],
  messages: { plan_restricted: 'Ask Dana on extension 12 to renew it.' },
};

/** A report tool that somebody added, with an answer they once gave to "which company is this?". */
const reportSite = (closedAtMs: number): Json => ({
  id: 'site-deck',
  definition: {
    name: 'Fernhill Deck',
    hosts: ['deck.fernhill-books.example'],
    error: ['could not refresh', ['connection', 'expired']],
    refreshed: ['Refreshed just now'],
    report: { labels: ['Report'] },
    integration: { selector: '.source' },
  },
  isOn: true,
  addedAtMs: closedAtMs - 20 * dayMs,
  picks: [{ named: 'harbour lane', connectionId: 'connection-bakery' }],
});

const areaMatrix = (closedAtMs: number): Json => ({
  connectionId: 'connection-bakery',
  startedAtMs: closedAtMs - 3 * hourMs,
  finishedAtMs: closedAtMs - 3 * hourMs + 9000,
  results: [
    { areaId: 'organisation', outcome: 'works' },
    {
      areaId: 'budgets',
      outcome: 'denied',
      failingSinceMs: closedAtMs - 30 * hourMs,
      retried: 'still',
      diagnosis: {
        cause: 'user_permission_insufficient',
        confidence: 0.8,
        action: 'ask_admin',
        actor: 'company_admin',
        reconnectHelps: 'no',
        alternatives: [{ cause: 'scope_missing', confidence: 0.2 }],
        rules: ['xero-forbidden'],
        facts: { status: 403, area: 'budgets', requestId: 'f00d' },
      },
    },
    { areaId: 'manual_journals', outcome: 'not_in_plan' },
    { areaId: 'payments', outcome: 'failed' },
    { areaId: 'contacts', outcome: 'not_tried' },
  ],
});

/** The question which companies to watch was open when the browser was closed. */
const pendingFlow = (closedAtMs: number): Json => ({
  id: 'flow-olive',
  providerId: 'xero',
  environment: 'production',
  how: 'window',
  step: 'choose',
  startedAtMs: closedAtMs - 4 * minuteMs,
  grantId: 'grant-olive',
  grantedAtMs: closedAtMs - 2 * minuteMs,
  userName: 'Olive Marchetti',
  tenants: [
    {
      tenantId: '756d9941-0d2b-41b1-a614-f80bed40f19f',
      name: 'Old Mill Brewing Co',
      linkId: 'link-mill',
      kind: 'ORGANISATION',
    },
    {
      tenantId: 'b7a5f859-f2df-4643-a3eb-66ac8cdcef6d',
      name: 'Juniper & Slate Interiors',
      linkId: 'link-juniper',
      kind: 'ORGANISATION',
    },
  ],
  chosenTenantIds: ['756d9941-0d2b-41b1-a614-f80bed40f19f'],
});

/** Single records by name: every one that version 0.1.0 keeps. */
export function stateAt(closedAtMs: number): Json {
  return {
    settings: {
      overlayEnabled: true,
      overlayMutes: [
        { site: 'go.xero.com', untilMs: closedAtMs + 3 * dayMs },
        { site: 'qbo.intuit.com', untilMs: null },
      ],
      overlayFolds: ['go.xero.com'],
      welcomed: true,
      reader: 'member',
      notices: { isOn: true, namesCompanies: true, quietFrom: 20, quietUntil: 7 },
    },
    clockOffsetMs: 4200,
    endings: ['connection-redgum'],
    notices: ['0 sign_in grant-cedar', '0 permission salesforce'],
    ownProviders: [booksDefinition],
    pendingFlow: pendingFlow(closedAtMs),
    'reads:quickbooks:production': {
      appId: 'quickbooks:production',
      month: new Date(closedAtMs).toISOString().slice(0, 7),
      count: 4321,
    },
    reportSites: [reportSite(closedAtMs)],
    'areas:connection-bakery': areaMatrix(closedAtMs),
    isWhole: true,
  };
}
