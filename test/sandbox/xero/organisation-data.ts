import { idOf } from './books.ts';
import { findMembership, type Organisation, type World } from './world.ts';

const timezones = {
  AU: 'AUSEASTERNSTANDARDTIME',
  NZ: 'NEWZEALANDSTANDARDTIME',
  GB: 'GMTSTANDARDTIME',
  US: 'EASTERNSTANDARDTIME',
};

/** One entry of `/Organisation`. */
export function describeOrganisation(organisation: Organisation): Record<string, unknown> {
  return {
    OrganisationID: organisation.tenantId,
    Name: organisation.name,
    LegalName: organisation.name,
    PaysTax: true,
    Version: organisation.country === 'GB' ? 'UK' : organisation.country,
    OrganisationType: 'COMPANY',
    OrganisationEntityType: 'COMPANY',
    BaseCurrency: organisation.currency,
    CountryCode: organisation.country,
    IsDemoCompany: organisation.isDemo,
    OrganisationStatus: 'ACTIVE',
    FinancialYearEndDay: 30,
    FinancialYearEndMonth: 6,
    SalesTaxBasis: 'ACCRUALS',
    SalesTaxPeriod: 'QUARTERLY1',
    DefaultSalesTax: 'Tax Exclusive',
    DefaultPurchasesTax: 'Tax Inclusive',
    CreatedDateUTC: '/Date(1546300800000+0000)/',
    Timezone: timezones[organisation.country],
    ShortCode: organisation.shortCode,
    Class: organisation.plan,
    Edition: 'BUSINESS',
    Addresses: [],
    Phones: [],
    ExternalLinks: [],
    PaymentTerms: {},
  };
}

/** The members, as `/Users` lists them. */
export function describeUsers(organisation: Organisation, world: World): Record<string, unknown>[] {
  return world.users.flatMap((user, index) => {
    const membership = findMembership(organisation, user.id);
    if (!membership) return [];
    return [
      {
        UserID: idOf(organisation, 'user', index),
        GlobalUserID: user.id,
        EmailAddress: user.email,
        FirstName: user.givenName,
        LastName: user.familyName,
        IsSubscriber: membership.isSubscriber,
        OrganisationRole: membership.role,
        UpdatedDateUTC: '/Date(1764000000000+0000)/',
      },
    ];
  });
}

export function settingsLists(organisation: Organisation) {
  return {
    taxRates: [
      {
        Name: 'Tax Exempt',
        TaxType: 'EXEMPTOUTPUT',
        Status: 'ACTIVE',
        DisplayTaxRate: 0,
        EffectiveRate: 0,
        TaxComponents: [{ Name: 'Tax', Rate: 0, IsCompound: false, IsNonRecoverable: false }],
      },
    ],
    currencies: [{ Code: organisation.currency, Description: organisation.currency }],
    trackingCategories: [
      {
        TrackingCategoryID: idOf(organisation, 'tracking', 1),
        Name: 'Region',
        Status: 'ACTIVE',
        Options: [{ TrackingOptionID: idOf(organisation, 'option', 1), Name: 'North', Status: 'ACTIVE' }],
      },
    ],
  };
}
