import { createHash } from 'node:crypto';
import type { Asked } from './resources.ts';
import type { Membership, Organisation } from './world.ts';

type Item = Record<string, unknown>;
type Books = Pick<Asked, 'organisation' | 'nowMs' | 'query'>;

const dayMs = 86_400_000;

/** The same id for the same thing of the same organisation, as long as it keeps its tenant id. */
export function idOf(organisation: Organisation, kind: string, number: number): string {
  const hex = createHash('sha256').update(`${organisation.tenantId} ${kind} ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-b${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const jsonDate = (atMs: number): string => `/Date(${atMs})/`;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Where the accounting API writes dates twice: `/Date(…)/` and, beside it, a plain text. */
function dated(name: string, atMs: number): Item {
  return { [name]: jsonDate(atMs), [`${name}String`]: new Date(atMs).toISOString().slice(0, 19) };
}

const accountPlan = [
  { Code: '090', Name: 'Business Account', Type: 'BANK', Class: 'ASSET' },
  { Code: '091', Name: 'Savings Account', Type: 'BANK', Class: 'ASSET' },
  { Code: '200', Name: 'Sales', Type: 'REVENUE', Class: 'REVENUE' },
  { Code: '400', Name: 'Advertising', Type: 'OVERHEADS', Class: 'EXPENSE' },
  { Code: '469', Name: 'Rent', Type: 'OVERHEADS', Class: 'EXPENSE' },
  { Code: '610', Name: 'Accounts Receivable', Type: 'CURRENT', Class: 'ASSET' },
  { Code: '800', Name: 'Accounts Payable', Type: 'CURRLIAB', Class: 'LIABILITY' },
];

export function accounts({ organisation, nowMs, query }: Books): Item[] {
  const isBankOnly = /Type=="BANK"/.test(query.get('where') ?? '');
  return accountPlan
    .map(
      (account, index): Item => ({
        AccountID: idOf(organisation, 'account', index),
        ...account,
        Status: 'ACTIVE',
        ...(account.Type === 'BANK'
          ? { BankAccountNumber: `0112340000${index}`, CurrencyCode: organisation.currency }
          : {}),
        TaxType: 'NONE',
        EnablePaymentsToAccount: false,
        UpdatedDateUTC: jsonDate(nowMs - 30 * dayMs),
      }),
    )
    .filter((account) => !isBankOnly || account.Type === 'BANK');
}

const contactNames = [
  'Aster Floristry',
  'Blue Heron Cafe',
  'Corner Print Works',
  'Dune Road Motors',
  'Elm Street Clinic',
];

export function contacts({ organisation, nowMs }: Books): Item[] {
  return contactNames.map((name, index) => ({
    ContactID: idOf(organisation, 'contact', index),
    ContactStatus: 'ACTIVE',
    Name: name,
    EmailAddress: `accounts@${name.toLowerCase().replace(/[^a-z]+/g, '-')}.example`,
    IsSupplier: index % 2 === 1,
    IsCustomer: index % 2 === 0,
    UpdatedDateUTC: jsonDate(nowMs - index * dayMs),
  }));
}

export function invoices({ organisation, nowMs, query }: Books): Item[] {
  const wanted = /Type=="(ACCREC|ACCPAY)"/.exec(query.get('where') ?? '')?.[1];
  return numbers(24)
    .map((number): Item => {
      const isSale = number % 3 !== 0;
      const total = number * 110;
      return {
        InvoiceID: idOf(organisation, 'invoice', number),
        Type: isSale ? 'ACCREC' : 'ACCPAY',
        InvoiceNumber: `${isSale ? 'INV' : 'BILL'}-${String(number).padStart(4, '0')}`,
        Contact: {
          ContactID: idOf(organisation, 'contact', number % contactNames.length),
          Name: contactNames[number % contactNames.length],
        },
        ...dated('Date', nowMs - number * 3 * dayMs),
        ...dated('DueDate', nowMs - (number * 3 - 14) * dayMs),
        Status: number % 4 === 0 ? 'PAID' : 'AUTHORISED',
        LineAmountTypes: 'Exclusive',
        SubTotal: number * 100,
        TotalTax: number * 10,
        Total: total,
        AmountDue: number % 4 === 0 ? 0 : total,
        AmountPaid: number % 4 === 0 ? total : 0,
        CurrencyCode: organisation.currency,
        UpdatedDateUTC: jsonDate(nowMs - number * dayMs),
      };
    })
    .filter((invoice) => wanted === undefined || invoice.Type === wanted);
}

export function payments({ organisation, nowMs }: Books): Item[] {
  return numbers(6).map((number) => ({
    PaymentID: idOf(organisation, 'payment', number),
    Date: jsonDate(nowMs - number * 10 * dayMs),
    Amount: number * 4 * 110,
    PaymentType: 'ACCRECPAYMENT',
    Status: 'AUTHORISED',
    Invoice: {
      InvoiceID: idOf(organisation, 'invoice', number * 4),
      InvoiceNumber: `INV-${String(number * 4).padStart(4, '0')}`,
    },
    UpdatedDateUTC: jsonDate(nowMs - number * 10 * dayMs),
  }));
}

export function bankTransactions({ organisation, nowMs }: Books): Item[] {
  return numbers(8).map((number) => ({
    BankTransactionID: idOf(organisation, 'bank transaction', number),
    Type: number % 2 === 0 ? 'SPEND' : 'RECEIVE',
    Contact: { ContactID: idOf(organisation, 'contact', 0), Name: contactNames[0] },
    BankAccount: { AccountID: idOf(organisation, 'account', 0), Code: '090', Name: 'Business Account' },
    ...dated('Date', nowMs - number * 2 * dayMs),
    Status: 'AUTHORISED',
    LineAmountTypes: 'Inclusive',
    SubTotal: number * 20,
    TotalTax: number * 2,
    Total: number * 22,
    CurrencyCode: organisation.currency,
    UpdatedDateUTC: jsonDate(nowMs - number * dayMs),
  }));
}

export function manualJournals({ organisation, nowMs }: Books): Item[] {
  return numbers(2).map((number) => ({
    ManualJournalID: idOf(organisation, 'journal', number),
    Date: jsonDate(nowMs - number * 20 * dayMs),
    Narration: `Accrual ${number}`,
    Status: 'POSTED',
    LineAmountTypes: 'NoTax',
    UpdatedDateUTC: jsonDate(nowMs - number * 20 * dayMs),
  }));
}

export function budgets({ organisation, nowMs }: Books): Item[] {
  return [
    {
      BudgetID: idOf(organisation, 'budget', 1),
      Type: 'OVERALL',
      Description: 'Overall Budget',
      UpdatedDateUTC: jsonDate(nowMs - 60 * dayMs),
    },
  ];
}

/** What the connected person may do here: role and plan in one list (facts: 2.2). */
export function actions(organisation: Organisation, membership: Membership): Item[] {
  const isBig = ['COMPREHENSIVE', 'ULTIMATE', 'DEMO'].includes(organisation.plan);
  const mayApprove = membership.role === 'STANDARD' || membership.role === 'FINANCIALADVISER';
  const row = (Name: string, isAllowed: boolean): Item => ({ Name, Status: isAllowed ? 'ALLOWED' : 'NOT-ALLOWED' });
  return [
    row('CreateApprovedInvoice', mayApprove),
    row('CreateApprovedBill', mayApprove),
    row('CreateRepeatingInvoice', mayApprove),
    row('UseMulticurrency', isBig),
    row('AttachFilesIntoInvoice', true),
  ];
}
