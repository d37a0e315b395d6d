import { describe, expect, it } from 'vitest';
import { contextRules } from '../../../lib/diagnosis/context-rules.ts';
import { diagnose } from '../../../lib/diagnosis/diagnose.ts';
import { protocolRules } from '../../../lib/diagnosis/protocol-rules.ts';
import { ruleBooks } from '../../../lib/providers/rules.ts';
import { madeCorpus, readCorpus, realCorpus } from '../../score/corpus.ts';
import { type CatalogueCase, toEvidence } from './catalogue/case.ts';
import { intacctCases } from './catalogue/intacct.ts';
import { furtherCases, protocolCases } from './catalogue/protocol.ts';
import { quickbooksCases } from './catalogue/quickbooks.ts';
import { salesforceCases } from './catalogue/salesforce.ts';
import { xeroCases } from './catalogue/xero.ts';

const catalogues: Readonly<Record<string, Readonly<Record<string, CatalogueCase>>>> = {
  xero: xeroCases,
  quickbooks: quickbooksCases,
  intacct: intacctCases,
  salesforce: salesforceCases,
  'the protocols': protocolCases,
  'the facts pages, further': furtherCases,
};

describe.each(Object.entries(catalogues))('diagnose: every catalogue line of %s', (_provider, cases) => {
  it.each(Object.entries(cases))('%s', (_title, line) => {
    const diagnosis = diagnose(toEvidence(line));
    expect(line.accept, `${diagnosis.confidence} ${diagnosis.rules.join(' ')}`).toContain(diagnosis.cause);
    if (line.reconnectIsWrong) expect(diagnosis.reconnectHelps).not.toBe('yes');
  });
});

describe('the rule tables', () => {
  it('hold no rule that no real answer and no catalogue line wakes', () => {
    const corpus = [realCorpus, madeCorpus].flatMap(readCorpus).map((line) => line.evidence);
    const cases = Object.values(catalogues).flatMap((lines) => Object.values(lines).map(toEvidence));
    const fired = new Set([...corpus, ...cases].flatMap((evidence) => diagnose(evidence).rules));
    const all = [...[...ruleBooks.values()].flatMap((book) => book.rules), ...protocolRules, ...contextRules];
    expect(all.map((rule) => rule.id).filter((id) => !fired.has(id))).toEqual([]);
  });
});
