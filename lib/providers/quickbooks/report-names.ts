/**
 * Reports QuickBooks knows by name; the case matters, and any other name is answered like a missing right (code 5020).
 * Source: facts/quickbooks 3 (report list of Intuit's own PHP kit, 2026-07-17, and the areas table).
 */
const reportNames: ReadonlySet<string> = new Set([
  'AccountList',
  'AgedPayableDetail',
  'AgedPayables',
  'AgedReceivableDetail',
  'AgedReceivables',
  'BalanceSheet',
  'CashFlow',
  'ClassSales',
  'CustomerBalance',
  'CustomerBalanceDetail',
  'CustomerIncome',
  'CustomerSales',
  'DepartmentSales',
  'GeneralLedger',
  'InventoryValuationSummary',
  'ItemSales',
  'JournalReport',
  'ProfitAndLoss',
  'ProfitAndLossDetail',
  'TransactionList',
  'TrialBalance',
  'VendorBalance',
  'VendorBalanceDetail',
  'VendorExpenses',
]);

/** Whether a request path asks for a report, and whether QuickBooks has one of exactly that name; undefined for other paths. */
export function isKnownReport(path: string | undefined): boolean | undefined {
  const name = /(?:^|\/)reports\/([A-Za-z0-9_]{1,60})/.exec(path ?? '')?.[1];
  return name === undefined ? undefined : reportNames.has(name);
}
