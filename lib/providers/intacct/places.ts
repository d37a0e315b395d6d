/** Where the right to a kind of data is given: an application, and a list in it (facts 4). */
export interface PermissionPlace {
  application: string;
  name: string;
  /** The areas read there, whole ids. */
  areas: RegExp;
}

const place = (application: string, name: string, ...areas: string[]): PermissionPlace => ({
  application,
  name,
  areas: new RegExp(`^(?:${areas.join('|')})$`),
});

/** Every place of tick boxes that a kind of data depends on; plain data, because the overlay carries it. */
export const intacctPlaces: readonly PermissionPlace[] = [
  place('Company', 'Entities', 'entities'),
  place('Company', 'Locations', 'locations'),
  place('Company', 'Departments', 'departments'),
  place('Company', 'Classes', 'classes'),
  place('Company', 'Audit trail', 'audit_history'),
  place('General Ledger', 'Accounts', 'accounts'),
  place('General Ledger', 'Journal entries', 'journal_entries', 'journal_lines'),
  place('Accounts Payable', 'Vendors', 'vendors'),
  place('Accounts Payable', 'Bills', 'bills'),
  place('Accounts Receivable', 'Customers', 'customers'),
  place('Accounts Receivable', 'Invoices', 'invoices'),
  place('Cash Management', 'Checking accounts', 'bank_accounts'),
  place('Cash Management', 'Savings accounts', 'savings_accounts'),
  place('Cash Management', 'Credit card accounts', 'credit_cards'),
  place('Cash Management', 'Bank reconciliation', 'bank_reconciliations'),
  place('Order Entry', 'Transactions', 'sales_documents'),
  place('Purchasing', 'Transactions', 'purchase_documents'),
  place('Projects', 'Projects', 'projects'),
  place('Projects', 'Tasks', 'tasks'),
  place('Administration', 'Users', 'users'),
  place('Administration', 'Roles', 'roles'),
];
