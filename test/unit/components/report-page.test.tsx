// @vitest-environment happy-dom
import './fake-browser';
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { flow, nowMs } from '../../../components/state/live';
import { ReportPage } from '../../../entrypoints/console/pages/report-page';
import { detail, knownNames } from '../../../entrypoints/console/store';
import { namesOfConnection } from '../../../lib/model/known-name';
import { resetWorld } from './fake-browser';
import { aConnection, aDiagnosis, aFailing, aFlow, nowMs as sampleNowMs } from './samples';

const description = 'user OKAFOR, MARIA of Alder &amp; Finch may not read Bramley; ask Copperfield or Wilhelmina Zorn';

beforeEach(() => {
  resetWorld();
  nowMs.value = sampleNowMs;
  const facts = { code: 'Forbidden', status: 403, description };
  detail.value = {
    connection: aFailing(aDiagnosis({ facts })),
    siblings: [],
    history: [],
    areas: undefined,
    others: { failing: 0, working: 1 },
  };
  knownNames.value = namesOfConnection(aConnection({ id: 'c2', companyName: 'Bramley', userName: 'Wilhelmina Zorn' }));
  flow.value = aFlow({ tenants: [{ tenantId: 't3', name: 'Copperfield' }] });
});
afterEach(cleanup);

it('SEC-43 let names of this company, of another and of a pending sign-in leave with the support report', () => {
  const { container } = render(<ReportPage id="c1" />);
  const shown = container.querySelector('pre.report')?.textContent ?? '';
  expect(shown).toContain('may not read');
  expect(shown).not.toMatch(/okafor|maria|alder|finch|bramley|copperfield|wilhelmina|zorn/i);
});

it('SEC-43 makes no report before the stored names are read', () => {
  knownNames.value = undefined;
  const { container } = render(<ReportPage id="c1" />);
  expect(container.querySelector('pre.report')).toBeNull();
});
