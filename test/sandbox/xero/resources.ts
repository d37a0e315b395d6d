import { accounts, actions, bankTransactions, budgets, contacts, invoices, manualJournals, payments } from './books.ts';
import { describeOrganisation, describeUsers, settingsLists } from './organisation-data.ts';
import { reportNames, reportOf } from './reports.ts';
import type { Membership, Organisation, World } from './world.ts';

/** One read of an organisation's data. */
export interface Asked {
  organisation: Organisation;
  world: World;
  membership: Membership;
  query: URLSearchParams;
  nowMs: number;
  /** The part of the path after the resource's name. */
  id: string | undefined;
}

export interface Resource {
  scope: string;
  wantsReports: boolean;
  /** Members of the answer; undefined when the id is not known. */
  read(asked: Asked): Record<string, unknown> | undefined;
}

const plain = (scope: string, read: Resource['read']): Resource => ({ scope, wantsReports: false, read });
const forReporters = (scope: string, read: Resource['read']): Resource => ({ scope, wantsReports: true, read });

/** Lists with an id each: `/Invoices` and `/Invoices/{id}`, paged as the real ones are. */
function listing(
  scope: string,
  name: string,
  idKey: string,
  all: (asked: Asked) => Record<string, unknown>[],
): Resource {
  return plain(scope, (asked) => {
    const items = all(asked);
    if (asked.id !== undefined) {
      const found = items.filter((item) => item[idKey] === asked.id);
      return found.length > 0 ? { [name]: found } : undefined;
    }
    const page = Number(asked.query.get('page') ?? 0);
    if (page < 1) return { [name]: items };
    const pageSize = Number(asked.query.get('pageSize') ?? 100);
    return {
      pagination: { page, pageSize, pageCount: Math.ceil(items.length / pageSize), itemCount: items.length },
      [name]: items.slice((page - 1) * pageSize, page * pageSize),
    };
  });
}

const settings = 'accounting.settings.read';

const resources: Readonly<Record<string, Resource>> = {
  Organisation: plain(settings, (asked) =>
    asked.id === 'Actions'
      ? { Actions: actions(asked.organisation, asked.membership) }
      : asked.id === undefined
        ? { Organisations: [describeOrganisation(asked.organisation)] }
        : undefined,
  ),
  Users: listing(settings, 'Users', 'UserID', (asked) => describeUsers(asked.organisation, asked.world)),
  Accounts: listing(settings, 'Accounts', 'AccountID', (asked) => accounts(asked)),
  TaxRates: plain(settings, (asked) => ({ TaxRates: settingsLists(asked.organisation).taxRates })),
  Currencies: plain(settings, (asked) => ({ Currencies: settingsLists(asked.organisation).currencies })),
  TrackingCategories: plain(settings, (asked) => ({
    TrackingCategories: settingsLists(asked.organisation).trackingCategories,
  })),
  Contacts: listing('accounting.contacts.read', 'Contacts', 'ContactID', (asked) => contacts(asked)),
  Invoices: listing('accounting.invoices.read', 'Invoices', 'InvoiceID', (asked) => invoices(asked)),
  Payments: listing('accounting.payments.read', 'Payments', 'PaymentID', (asked) => payments(asked)),
  BankTransactions: listing('accounting.banktransactions.read', 'BankTransactions', 'BankTransactionID', (asked) =>
    bankTransactions(asked),
  ),
  // Since 2026-06-29 journals want the reporting permission too (facts: 1.11).
  ManualJournals: forReporters('accounting.manualjournals.read', (asked) => ({
    ManualJournals: manualJournals(asked),
  })),
  Journals: forReporters('accounting.journals.read', () => ({ Journals: [] })),
  Budgets: listing('accounting.budgets.read', 'Budgets', 'BudgetID', (asked) => budgets(asked)),
};

/** The resource behind a path like `Invoices/…` or `Reports/ProfitAndLoss`; undefined for paths the API does not have. */
export function findResource(path: string): (Resource & { id: string | undefined }) | undefined {
  const [name = '', id, ...more] = path.split('/').filter(Boolean);
  if (more.length > 0) return undefined;
  if (name === 'Reports' && id !== undefined) {
    const scope = reportNames.get(id);
    return scope === undefined
      ? undefined
      : { ...forReporters(scope, (asked) => ({ Reports: [reportOf(id, asked)] })), id: undefined };
  }
  const resource = Object.hasOwn(resources, name) ? resources[name] : undefined;
  return resource && { ...resource, id };
}
