import { type App, dayMs, minuteMs, type OwedRevocation } from './shapes.ts';

/** App credentials as stored: what may be shown of them, and themselves. One set comes from a browser policy. */
export function appsAt(closedAtMs: number): App[] {
  const savedAtMs = closedAtMs - 90 * dayMs;
  return [
    {
      summary: {
        id: 'xero:production',
        providerId: 'xero',
        environment: 'production',
        clientIdEnd: '0B54',
        hasSecret: false,
        savedAtMs,
      },
      credentials: {
        id: 'xero:production',
        providerId: 'xero',
        environment: 'production',
        clientId: '7A0C5D8E4F1B4E0B9D2C3A6F8E1D0B54',
      },
    },
    {
      summary: {
        id: 'quickbooks:production',
        providerId: 'quickbooks',
        environment: 'production',
        clientIdEnd: '8Zu3',
        hasSecret: true,
        savedAtMs,
      },
      credentials: {
        id: 'quickbooks:production',
        providerId: 'quickbooks',
        environment: 'production',
        clientId: 'ABsandboxProductionKeysOfTheFirmAppq7Wn2Rk5Yt8Zu3',
        clientSecret: 'sandboxProductionSecretNotARealOne000001',
      },
    },
    {
      summary: {
        id: 'intacct:production',
        providerId: 'intacct',
        environment: 'production',
        clientIdEnd: 'd610',
        hasSecret: true,
        savedAtMs,
      },
      credentials: {
        id: 'intacct:production',
        providerId: 'intacct',
        environment: 'production',
        clientId: '0c4f1d7be29a53f8d610.app.sage.com',
        clientSecret: 'sandbox-secret-of-0c4f1d7b-not-a-real-one',
      },
    },
    {
      summary: {
        id: 'salesforce:production',
        providerId: 'salesforce',
        environment: 'production',
        clientIdEnd: 'KLMN',
        hasSecret: false,
        domain: 'northwind-orchards.my.salesforce.com',
        savedAtMs,
      },
      credentials: {
        id: 'salesforce:production',
        providerId: 'salesforce',
        environment: 'production',
        clientId: '3MVG9ledgerlineSANDBOX.public.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN',
        domain: 'northwind-orchards.my.salesforce.com',
      },
    },
    {
      summary: {
        id: 'salesforce:sandbox',
        providerId: 'salesforce',
        environment: 'sandbox',
        clientIdEnd: 'KLMN',
        hasSecret: false,
        savedAtMs,
        isManaged: true,
      },
      credentials: {
        id: 'salesforce:sandbox',
        providerId: 'salesforce',
        environment: 'sandbox',
        clientId: '3MVG9ledgerlineSANDBOX.public.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN',
      },
    },
    {
      summary: {
        id: 'own-books:production',
        providerId: 'own-books',
        environment: 'production',
        clientIdEnd: 'k-77',
        hasSecret: true,
        savedAtMs,
      },
      credentials: {
        id: 'own-books:production',
        providerId: 'own-books',
        environment: 'production',
        clientId: 'fernhill-books-desk-77',
        clientSecret: 'frozen-books-secret-not-a-real-one',
      },
    },
  ];
}

/** A sign-in that a person ended while the provider did not answer. */
export function revocationsAt(closedAtMs: number): OwedRevocation[] {
  return [
    {
      id: 'grant-ended',
      providerId: 'xero',
      owed: {
        token: 'frozen-refresh-ended',
        clientId: '7A0C5D8E4F1B4E0B9D2C3A6F8E1D0B54',
        environment: 'production',
      },
      notBeforeMs: closedAtMs + 30 * minuteMs,
      attempts: 2,
    },
  ];
}
