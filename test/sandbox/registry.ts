import type { SandboxCore } from './core/provider.ts';
import { createIntacct } from './intacct/intacct.ts';
import { createOwn } from './own/own.ts';
import { createQuickbooks } from './quickbooks/quickbooks.ts';
import { createReportTool } from './report-tool/report-tool.ts';
import { xeroTrouble } from './report-tool/xero-trouble.ts';
import { createSalesforce } from './salesforce/salesforce.ts';
import { createXero } from './xero/xero.ts';

/** Every provider the sandbox plays. A further one is a folder and a line in each of the two lists. */
export function createProviders(core: SandboxCore) {
  const xero = createXero(core);
  const quickbooks = createQuickbooks(core);
  const intacct = createIntacct(core);
  const salesforce = createSalesforce(core);
  const own = createOwn(core);
  const reports = createReportTool((company) => xeroTrouble(xero.control, company));
  return {
    played: [xero.provider, quickbooks.provider, intacct.provider, salesforce.provider, own.provider, reports.provider],
    controls: {
      xero: xero.control,
      quickbooks: quickbooks.control,
      intacct: intacct.control,
      salesforce: salesforce.control,
      books: own.control,
      reports: reports.control,
    },
  };
}

export type ProviderControls = ReturnType<typeof createProviders>['controls'];
