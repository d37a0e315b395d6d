import type { RuleCase } from '../../model/rule';
import { askedFor } from '../conditions';

const transactions = ['accounting.transactions', 'accounting.transactions.read'];
const reports = 'accounting.reports.read';

function both(scope: string): string[] {
  return [scope, `${scope}.read`];
}

/**
 * Which scopes open what, the granular one first and the broad one of older apps after it; words are looked for in path
 * and area, in this order. Source: facts/xero 1.13 and 3 (scopes page, granular since 2026-03-02, broad until 2027-09-13).
 */
const scopesByWord: readonly { words: readonly string[]; scopes: readonly string[] }[] = [
  { words: ['trialbalance'], scopes: ['accounting.reports.trialbalance.read', reports] },
  { words: ['profitandloss', 'profitloss'], scopes: ['accounting.reports.profitandloss.read', reports] },
  { words: ['balancesheet'], scopes: ['accounting.reports.balancesheet.read', reports] },
  { words: ['agedreceivables', 'agedpayables', 'aged'], scopes: ['accounting.reports.aged.read', reports] },
  { words: ['banksummary'], scopes: ['accounting.reports.banksummary.read', reports] },
  { words: ['budgetsummary'], scopes: ['accounting.reports.budgetsummary.read', reports] },
  { words: ['executivesummary'], scopes: ['accounting.reports.executivesummary.read', reports] },
  { words: ['tenninetynine', '1099'], scopes: ['accounting.reports.tenninetynine.read', reports] },
  { words: ['bankstatement'], scopes: ['accounting.reports.bankstatement.read', 'finance.bankstatementsplus.read'] },
  { words: ['manualjournal'], scopes: [...both('accounting.manualjournals'), ...transactions] },
  { words: ['journals'], scopes: ['accounting.journals.read'] },
  { words: ['payruns'], scopes: both('payroll.payruns') },
  { words: ['payslip'], scopes: both('payroll.payslip') },
  { words: ['timesheets'], scopes: both('payroll.timesheets') },
  { words: ['payrollxro', 'payroll'], scopes: [...both('payroll.employees'), ...both('payroll.settings')] },
  { words: ['assetsxro', 'assets'], scopes: both('assets') },
  { words: ['projectsxro', 'projects'], scopes: both('projects') },
  { words: ['filesxro', 'files'], scopes: both('files') },
  { words: ['attachments'], scopes: both('accounting.attachments') },
  { words: ['budgets'], scopes: ['accounting.budgets.read'] },
  { words: ['contacts', 'contactgroups'], scopes: both('accounting.contacts') },
  { words: ['banktransactions', 'banktransfers'], scopes: [...both('accounting.banktransactions'), ...transactions] },
  { words: ['payments', 'prepayments', 'overpayments'], scopes: [...both('accounting.payments'), ...transactions] },
  {
    words: ['invoices', 'bills', 'creditnotes', 'purchaseorders', 'quotes', 'linkedtransactions'],
    scopes: [...both('accounting.invoices'), ...transactions],
  },
  {
    words: ['organisation', 'accounts', 'taxrates', 'trackingcategories', 'currencies', 'users', 'brandingthemes'],
    scopes: both('accounting.settings'),
  },
];

/** Scopes of which any one opens what was asked for; undefined where that is not known. */
export function xeroScopesFor(ruleCase: RuleCase): readonly string[] | undefined {
  const asked = askedFor(ruleCase);
  return scopesByWord.find(({ words }) => words.some((word) => asked.includes(word)))?.scopes;
}
