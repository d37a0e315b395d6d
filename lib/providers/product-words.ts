/** Words of the providers' own product names: said in every other error message, so never taken for a customer's name. */
export const productWords: readonly string[] = ['xero', 'quickbooks', 'qbo', 'intuit', 'sage', 'intacct', 'salesforce'];
