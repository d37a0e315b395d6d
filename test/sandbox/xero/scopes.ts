/** What an app made since 2026-03-02 may ask for (facts: 1.13). */
const readAndWrite = [
  'accounting.invoices',
  'accounting.payments',
  'accounting.banktransactions',
  'accounting.manualjournals',
  'accounting.settings',
  'accounting.contacts',
  'accounting.attachments',
  'assets',
  'projects',
  'files',
  'payroll.employees',
  'payroll.payruns',
  'payroll.payslip',
  'payroll.settings',
  'payroll.timesheets',
];

const reports = [
  'aged',
  'balancesheet',
  'banksummary',
  'budgetsummary',
  'executivesummary',
  'profitandloss',
  'trialbalance',
  'taxreports',
  'tenninetynine',
].map((name) => `accounting.reports.${name}.read`);

const open = new Set([
  'openid',
  'profile',
  'email',
  'offline_access',
  ...readAndWrite,
  ...readAndWrite.map((scope) => `${scope}.read`),
  ...reports,
  'accounting.budgets.read',
]);

/** Real scopes that Xero grants to single apps after an agreement. */
const restricted = new Set([
  'accounting.journals.read',
  'accounting.reports.bankstatement.read',
  'finance.statements.read',
  'finance.cashvalidation.read',
  'finance.bankstatementsplus.read',
  'bankfeeds',
  'paymentservices',
  'marketplace.billing',
]);

/** Why a scope list is refused, in the words of the sign-in error page; undefined when it is fine. */
export function refuseScopes(scopes: readonly string[], extra: ReadonlySet<string>): string | undefined {
  if (scopes.length === 0) return 'invalid_scope : Invalid scope';
  if (scopes.some((scope) => !open.has(scope) && !restricted.has(scope) && !extra.has(scope))) {
    return 'invalid_scope : Invalid scope';
  }
  if (scopes.some((scope) => restricted.has(scope) && !extra.has(scope))) {
    return 'unauthorized_client : Invalid scope for client';
  }
  return undefined;
}

/** A token with the writing scope may read as well. */
export function coversScope(granted: ReadonlySet<string>, wanted: string): boolean {
  return granted.has(wanted) || granted.has(wanted.replace(/\.read$/, ''));
}
