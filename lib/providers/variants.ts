import { intacctVariants } from './intacct/variants';
import { quickbooksVariants } from './quickbooks/variants';
import { salesforceVariants } from './salesforce/variants';
import type { WordVariant } from './word-variant';
import { xeroVariants } from './xero/variants';

/** Words of their own that providers have for causes, by provider id. */
export const wordVariants: ReadonlyMap<string, readonly WordVariant[]> = new Map([
  ['xero', xeroVariants],
  ['quickbooks', quickbooksVariants],
  ['intacct', intacctVariants],
  ['salesforce', salesforceVariants],
]);
