/** What stops the data of a company where it comes from, as a tool that reads it notices. */
export type Trouble = 'permission' | 'plan' | 'outage' | 'company';

/** A company's books as the tool knows them. */
export interface Source {
  id: string;
  /** What the tool calls it on its pages. */
  named: string;
  /** The company at the provider. */
  company: string;
  /** The tool's own sign-in there. */
  hasGrant: boolean;
}

export interface Report {
  id: string;
  name: string;
  source: Source;
}

/** The whole state of the played report tool. */
export interface ReportWorld {
  sources: Source[];
  reports: Report[];
  /** Which of its layouts and wordings the tool shows. */
  layout: 1 | 2 | 3;
}

function source(id: string, named: string, company: string): Source {
  return { id, named, company, hasGrant: true };
}

export function createWorld(): ReportWorld {
  const bakery = source('src-1', 'Xero – Harbour Lane Bakery', 'Harbour Lane Bakery');
  const cycles = source('src-2', 'Copperfield Cycles (Xero)', 'Copperfield Cycles');
  const marine = source('src-3', 'Main ledger', 'Tidewater Marine Supplies');
  return {
    sources: [bakery, cycles, marine],
    reports: [
      { id: 'rep-1', name: 'Profit & Loss', source: bakery },
      { id: 'rep-2', name: 'Balance Sheet', source: cycles },
      { id: 'rep-3', name: 'Trial Balance', source: marine },
    ],
    layout: 1,
  };
}
