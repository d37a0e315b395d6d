/** Where the right to an object is given, and to which application of the company it belongs (facts: 4). */
export interface ObjectRule {
  place: string;
  subscription: string;
}

const rule = (place: string, subscription: string): ObjectRule => ({ place, subscription });

/** The objects a reporting tool reads; names without a star on the facts page follow the menu. */
export const objectRules: ReadonlyMap<string, ObjectRule> = new Map([
  ['company-config/entity', rule('Company > Entities', 'Company')],
  ['company-config/location', rule('Company > Locations', 'Company')],
  ['company-config/department', rule('Company > Departments', 'Company')],
  ['company-config/class', rule('Company > Classes', 'Company')],
  ['company-config/user', rule('Administration > Users', 'Administration')],
  ['company-config/role', rule('Administration > Roles', 'Administration')],
  ['company-config/audit-history', rule('Company > Audit trail', 'Company')],
  ['general-ledger/account', rule('General Ledger > Accounts', 'General Ledger')],
  ['general-ledger/journal-entry', rule('General Ledger > Journal entries', 'General Ledger')],
  ['general-ledger/journal-entry-line', rule('General Ledger > Journal entries', 'General Ledger')],
  ['accounts-payable/vendor', rule('Accounts Payable > Vendors', 'Accounts Payable')],
  ['accounts-payable/bill', rule('Accounts Payable > Bills', 'Accounts Payable')],
  ['accounts-receivable/customer', rule('Accounts Receivable > Customers', 'Accounts Receivable')],
  ['accounts-receivable/invoice', rule('Accounts Receivable > Invoices', 'Accounts Receivable')],
  ['cash-management/checking-account', rule('Cash Management > Checking accounts', 'Cash Management')],
  ['cash-management/savings-account', rule('Cash Management > Savings accounts', 'Cash Management')],
  ['cash-management/credit-card-account', rule('Cash Management > Credit card accounts', 'Cash Management')],
  ['cash-management/bank-reconciliation', rule('Cash Management > Bank reconciliation', 'Cash Management')],
  ['order-entry/document', rule('Order Entry > Transactions', 'Order Entry')],
  ['purchasing/document', rule('Purchasing > Transactions', 'Purchasing')],
  ['projects/project', rule('Projects > Projects', 'Projects')],
  ['projects/task', rule('Projects > Tasks', 'Projects')],
]);

/** The report services; they want the right to run and answer later (facts: 4, "Balances, trial balance"). */
export const reportRules: ReadonlyMap<string, ObjectRule> = new Map([
  ['general-ledger/trial-balance', rule('General Ledger > Reports', 'General Ledger')],
  ['general-ledger/account-balance', rule('General Ledger > Reports', 'General Ledger')],
]);

/** Every place with tick boxes, each once. */
export const places: readonly string[] = [
  ...new Set([...objectRules.values(), ...reportRules.values()].map(({ place }) => place)),
];

/** Applications every company has; they cannot be switched off. */
export const builtIn: readonly string[] = ['Company', 'Administration'];

/** Applications a company can switch on. */
export const optionalApplications: readonly string[] = [
  'Web Services',
  ...new Set(
    [...objectRules.values()].map(({ subscription }) => subscription).filter((name) => !builtIn.includes(name)),
  ),
];

export const applicationOf = (place: string): string => place.split(' > ')[0] ?? '';

/** Whether the company can use an application at all. */
export const isSubscribed = (subscriptions: ReadonlySet<string>, application: string): boolean =>
  builtIn.includes(application) || subscriptions.has(application);
