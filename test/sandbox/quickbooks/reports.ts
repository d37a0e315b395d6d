import type { Asked } from './resources.ts';
import type { Plan } from './world.ts';

const simpleStart: Plan = 'QuickBooks Online Simple Start';
const essentials: Plan = 'QuickBooks Online Essentials';
const plus: Plan = 'QuickBooks Online Plus';

/** Reports by their exact names and the smallest plan that has them (facts: 3). */
export const reports: ReadonlyMap<string, Plan> = new Map([
  ['AccountList', simpleStart],
  ['AgedPayableDetail', essentials],
  ['AgedPayables', essentials],
  ['AgedReceivables', simpleStart],
  ['BalanceSheet', simpleStart],
  ['CashFlow', simpleStart],
  ['ClassSales', plus],
  ['CustomerBalance', simpleStart],
  ['CustomerIncome', simpleStart],
  ['CustomerSales', simpleStart],
  ['DepartmentSales', plus],
  ['GeneralLedger', simpleStart],
  ['InventoryValuationSummary', plus],
  ['ItemSales', simpleStart],
  ['JournalReport', simpleStart],
  ['ProfitAndLoss', simpleStart],
  ['ProfitAndLossDetail', simpleStart],
  ['TrialBalance', simpleStart],
  ['VendorBalance', essentials],
  ['VendorBalanceDetail', essentials],
  ['VendorExpenses', essentials],
]);

/** A small report in the header, columns and rows all reports share. */
export function reportOf(name: string, { company, query, nowMs }: Asked): Record<string, unknown> {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  return {
    Header: {
      Time: new Date(nowMs).toISOString(),
      ReportName: name,
      ReportBasis: 'Accrual',
      StartPeriod: query.get('start_date') ?? `${today.slice(0, 4)}-01-01`,
      EndPeriod: query.get('end_date') ?? today,
      Currency: company.currency,
      Option: [
        { Name: 'AccountingStandard', Value: 'GAAP' },
        { Name: 'NoReportData', Value: 'false' },
      ],
    },
    Columns: {
      Column: [
        { ColTitle: '', ColType: 'Account' },
        { ColTitle: 'Total', ColType: 'Money' },
      ],
    },
    Rows: {
      Row: [
        {
          Header: { ColData: [{ value: 'Income' }, { value: '' }] },
          Rows: {
            Row: [{ ColData: [{ value: 'Sales of Product Income', id: '5' }, { value: '48200.00' }], type: 'Data' }],
          },
          Summary: { ColData: [{ value: 'Total Income' }, { value: '48200.00' }] },
          type: 'Section',
          group: 'Income',
        },
      ],
    },
  };
}
