import { holdsWords, wordsOf } from './words';

/** What people and tools call the reports, by the id of the preset. */
const namesOfReports: Readonly<Record<string, readonly string[]>> = {
  profit_and_loss: [
    'profit and loss',
    'profit loss',
    'p and l',
    'p l',
    'pnl',
    'income statement',
    'statement of operations',
  ],
  profit_and_loss_by_class: ['profit and loss by class', 'p and l by class', 'income statement by class'],
  balance_sheet: ['balance sheet', 'statement of financial position'],
  trial_balance: ['trial balance'],
  receivables: [
    'receivables',
    'receivable',
    'accounts receivable',
    'debtors',
    'a r aging',
    'accounts receivable aging',
    'ar aging',
    'aged debtors',
  ],
  payables: ['payables', 'payable', 'accounts payable', 'creditors', 'a p aging', 'ap aging', 'aged creditors'],
  cash: ['cash', 'cash and bank', 'bank summary', 'cash position', 'bank balances'],
  budget_comparison: ['budget', 'budget comparison', 'budget vs actual', 'budget variance', 'actual vs budget'],
  general_ledger: ['general ledger', 'gl detail', 'ledger detail', 'journal report', 'account transactions'],
  pipeline: ['pipeline', 'sales pipeline', 'opportunities'],
  sales: ['sales', 'sales report', 'revenue by customer'],
  projects: ['projects', 'project report', 'job costing'],
};

/** The preset a text names, among those the provider has: of several names the longest counts. Undefined when it names none. */
export function findReport<Preset extends { id: string }>(
  text: string,
  presets: readonly Preset[],
): Preset | undefined {
  const words = wordsOf(text);
  let best: { preset: Preset; length: number } | undefined;
  for (const preset of presets) {
    for (const name of namesOfReports[preset.id] ?? []) {
      if (name.length > (best?.length ?? 0) && holdsWords(words, name)) best = { preset, length: name.length };
    }
  }
  return best?.preset;
}
