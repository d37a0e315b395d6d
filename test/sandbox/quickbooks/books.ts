import type { Asked } from './resources.ts';
import type { Plan } from './world.ts';

type Item = Record<string, unknown>;

/** What can be queried: the smallest plan that has it (facts: 3), and its rows. */
export interface Entity {
  needs: Plan;
  list(asked: Asked): Item[];
}

const simpleStart: Plan = 'QuickBooks Online Simple Start';
const essentials: Plan = 'QuickBooks Online Essentials';
const plus: Plan = 'QuickBooks Online Plus';

const dayMs = 86_400_000;
const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function row(id: number, more: Item): Item {
  return {
    ...more,
    domain: 'QBO',
    sparse: false,
    Id: String(id),
    SyncToken: '0',
    MetaData: { CreateTime: '2026-01-05T08:00:00-08:00', LastUpdatedTime: '2026-01-05T08:00:00-08:00' },
  };
}

const accountPlan = [
  { Name: 'Checking', AccountType: 'Bank', Classification: 'Asset' },
  { Name: 'Savings', AccountType: 'Bank', Classification: 'Asset' },
  { Name: 'Accounts Receivable (A/R)', AccountType: 'Accounts Receivable', Classification: 'Asset' },
  { Name: 'Accounts Payable (A/P)', AccountType: 'Accounts Payable', Classification: 'Liability' },
  { Name: 'Sales of Product Income', AccountType: 'Income', Classification: 'Revenue' },
  { Name: 'Advertising', AccountType: 'Expense', Classification: 'Expense' },
  { Name: 'Rent or Lease', AccountType: 'Expense', Classification: 'Expense' },
];

const named = (names: readonly string[]): Item[] =>
  names.map((name, index) => row(index + 1, { DisplayName: name, FullyQualifiedName: name, Active: true }));

const customers = named(['Amy Bird', 'Blue Heron Cafe', 'Corner Print Works', 'Dune Road Motors']);
const vendors = named(['Brosnahan Insurance', 'Hall Properties', 'Norton Lumber']);

const money = ({ company }: Asked): Item => ({ value: company.currency });

function sales(asked: Asked): Item[] {
  return numbers(18).map((number) =>
    row(100 + number, {
      DocNumber: String(1000 + number),
      TxnDate: dayOf(asked.nowMs - number * 5 * dayMs),
      DueDate: dayOf(asked.nowMs - (number * 5 - 30) * dayMs),
      CustomerRef: { value: String((number % customers.length) + 1) },
      CurrencyRef: money(asked),
      TotalAmt: number * 55,
      Balance: number % 3 === 0 ? 0 : number * 55,
      Line: [{ Id: '1', Amount: number * 55, DetailType: 'SalesItemLineDetail' }],
    }),
  );
}

function purchases(asked: Asked): Item[] {
  return numbers(7).map((number) =>
    row(200 + number, {
      TxnDate: dayOf(asked.nowMs - number * 9 * dayMs),
      VendorRef: { value: String((number % vendors.length) + 1) },
      CurrencyRef: money(asked),
      TotalAmt: number * 31,
      Balance: number % 2 === 0 ? 0 : number * 31,
      Line: [{ Id: '1', Amount: number * 31, DetailType: 'AccountBasedExpenseLineDetail' }],
    }),
  );
}

function payments(asked: Asked): Item[] {
  return numbers(5).map((number) =>
    row(300 + number, { TxnDate: dayOf(asked.nowMs - number * 8 * dayMs), TotalAmt: number * 165 }),
  );
}

const tags = (names: readonly string[]): Item[] =>
  names.map((Name, index) => row(index + 1, { Name, FullyQualifiedName: Name, Active: true, SubClass: false }));

/** Everything the query language knows here, by its exact name. */
export const entities: ReadonlyMap<string, Entity> = new Map<string, Entity>([
  [
    'Account',
    {
      needs: simpleStart,
      list: () => accountPlan.map((account, index) => row(index + 1, { ...account, Active: true })),
    },
  ],
  ['Customer', { needs: simpleStart, list: () => customers }],
  ['Invoice', { needs: simpleStart, list: sales }],
  ['Payment', { needs: simpleStart, list: payments }],
  ['Employee', { needs: simpleStart, list: () => named(['Emily Platt', 'John Johnson']) }],
  ['Item', { needs: simpleStart, list: () => tags(['Hours', 'Services']) }],
  ['JournalEntry', { needs: simpleStart, list: () => [row(401, { TxnDate: '2026-01-31', Adjustment: false })] }],
  ['Vendor', { needs: simpleStart, list: () => vendors }],
  ['Bill', { needs: essentials, list: purchases }],
  ['BillPayment', { needs: essentials, list: payments }],
  ['TimeActivity', { needs: essentials, list: () => [row(501, { TxnDate: '2026-01-12', Hours: 3, Minutes: 30 })] }],
  ['PurchaseOrder', { needs: plus, list: purchases }],
  ['Class', { needs: plus, list: () => tags(['Retail', 'Wholesale']) }],
  ['Department', { needs: plus, list: () => tags(['Main Street', 'Riverside']) }],
  ['Budget', { needs: plus, list: () => [row(601, { Name: 'FY26 plan', BudgetType: 'ProfitAndLoss', Active: true })] }],
]);
