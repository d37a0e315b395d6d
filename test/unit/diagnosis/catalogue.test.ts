import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/diagnosis/diagnose.ts';
import { type CatalogueCase, toEvidence } from './catalogue/case.ts';
import { intacctCases } from './catalogue/intacct.ts';
import { quickbooksCases } from './catalogue/quickbooks.ts';
import { salesforceCases } from './catalogue/salesforce.ts';
import { xeroCases } from './catalogue/xero.ts';

const catalogues: Readonly<Record<string, Readonly<Record<string, CatalogueCase>>>> = {
  xero: xeroCases,
  quickbooks: quickbooksCases,
  intacct: intacctCases,
  salesforce: salesforceCases,
};

describe.each(Object.entries(catalogues))('diagnose: every catalogue line of %s', (_provider, cases) => {
  it.each(Object.entries(cases))('%s', (_title, line) => {
    const diagnosis = diagnose(toEvidence(line));
    expect(line.accept, `${diagnosis.confidence} ${diagnosis.rules.join(' ')}`).toContain(diagnosis.cause);
    if (line.reconnectIsWrong) expect(diagnosis.reconnectHelps).not.toBe('yes');
  });
});
