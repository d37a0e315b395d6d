import type { Asked } from './resources.ts';

/** Reports the API has, by the name in the path, with the scope each needs (facts: 3). */
export const reportNames: ReadonlyMap<string, string> = new Map([
  ['ProfitAndLoss', 'accounting.reports.profitandloss.read'],
  ['BalanceSheet', 'accounting.reports.balancesheet.read'],
  ['TrialBalance', 'accounting.reports.trialbalance.read'],
  ['BankSummary', 'accounting.reports.banksummary.read'],
  ['BudgetSummary', 'accounting.reports.budgetsummary.read'],
  ['ExecutiveSummary', 'accounting.reports.executivesummary.read'],
  ['AgedReceivablesByContact', 'accounting.reports.aged.read'],
  ['AgedPayablesByContact', 'accounting.reports.aged.read'],
]);

const titles: Readonly<Record<string, string>> = {
  ProfitAndLoss: 'Profit and Loss',
  BalanceSheet: 'Balance Sheet',
  TrialBalance: 'Trial Balance',
  BankSummary: 'Bank Summary',
  BudgetSummary: 'Budget Summary',
  ExecutiveSummary: 'Executive Summary',
  AgedReceivablesByContact: 'Aged Receivables By Contact',
  AgedPayablesByContact: 'Aged Payables By Contact',
};

const cells = (...values: string[]) => values.map((Value) => ({ Value, Attributes: [] }));

/** A small report in the nested rows all reports share. */
export function reportOf(name: string, { organisation, nowMs }: Asked): Record<string, unknown> {
  const title = titles[name] ?? name;
  const day = new Date(nowMs).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return {
    ReportID: name,
    ReportName: title,
    ReportType: name,
    ReportTitles: [title, organisation.name, `As at ${day}`],
    ReportDate: day,
    UpdatedDateUTC: `/Date(${nowMs})/`,
    Fields: [],
    Rows: [
      { RowType: 'Header', Cells: cells('', day) },
      {
        RowType: 'Section',
        Title: 'Income',
        Rows: [
          { RowType: 'Row', Cells: cells('Sales', '48200.00') },
          { RowType: 'SummaryRow', Cells: cells('Total Income', '48200.00') },
        ],
      },
    ],
  };
}
