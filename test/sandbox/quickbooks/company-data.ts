import type { Asked } from './resources.ts';
import { includesPlan } from './world.ts';

type Item = Record<string, unknown>;

const pair = (Name: string, Value: string): Item => ({ Name, Value });

/** CompanyInfo, with plan and subscription among its name-value pairs (facts: 2, health checks). */
export function describeCompany({ company, nowMs }: Asked): Item {
  return {
    CompanyName: company.name,
    LegalName: company.name,
    CompanyAddr: { Id: '1', Line1: '12 Market Street', City: 'Fernhill', CountrySubDivisionCode: 'CA' },
    CompanyStartDate: '2019-04-01',
    FiscalYearStartMonth: 'January',
    Country: company.country,
    Email: { Address: 'books@client-owners.example' },
    WebAddr: {},
    SupportedLanguages: 'en',
    NameValue: [
      pair('NeoEnabled', 'true'),
      pair('IsQbdtMigrated', 'false'),
      pair('SubscriptionStatus', company.subscription),
      pair('OfferingSku', company.plan),
      pair('PayrollFeature', 'false'),
      pair('AccountantFeature', 'false'),
    ],
    domain: 'QBO',
    sparse: false,
    Id: '1',
    SyncToken: '4',
    MetaData: {
      CreateTime: '2019-04-01T09:12:44-07:00',
      LastUpdatedTime: new Date(nowMs - 3_600_000).toISOString().replace('.000Z', '-08:00'),
    },
  };
}

/** Preferences: switches of features (facts: 2, health check 5). */
export function describePreferences({ company }: Asked): Item {
  const has = (feature: boolean): string => String(feature);
  const isPlus = includesPlan(company.plan, 'QuickBooks Online Plus');
  return {
    AccountingInfoPrefs: {
      FirstMonthOfFiscalYear: 'January',
      TrackDepartments: isPlus,
      ClassTrackingPerTxn: isPlus,
      ClassTrackingPerTxnLine: false,
    },
    CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: company.currency } },
    OtherPrefs: {
      NameValue: [
        pair('TimeTrackingFeatureEnabled', has(includesPlan(company.plan, 'QuickBooks Online Essentials'))),
        pair('ProjectsEnabled', has(isPlus)),
      ],
    },
    domain: 'QBO',
    sparse: false,
    Id: '1',
    SyncToken: '2',
  };
}
