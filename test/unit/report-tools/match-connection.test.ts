import { describe, expect, it } from 'vitest';
import type { ReportMessage } from '../../../lib/model/report-message';
import type { ReportSite } from '../../../lib/model/report-site';
import { matchConnection } from '../../../lib/report-tools/match-connection';
import { findReport } from '../../../lib/report-tools/report-names';
import { aConnection } from '../components/samples';

const providers = [
  { id: 'xero', name: 'Xero' },
  { id: 'quickbooks', name: 'QuickBooks Online' },
  { id: 'intacct', name: 'Sage Intacct' },
];
const bakery = aConnection({ id: 'bakery', companyName: 'Harbour Lane Bakery Pty Ltd' });
const harbour = aConnection({ id: 'harbour', companyName: 'Harbour Lane' });
const cycles = aConnection({ id: 'cycles', companyName: 'Copperfield Cycles', nickname: 'The bike shop' });
const cyclesElsewhere = aConnection({ id: 'other', providerId: 'quickbooks', companyName: 'Copperfield Cycles' });
const juniper = aConnection({ id: 'juniper', providerId: 'intacct', companyName: 'Juniper & Slate Interiors' });
const everybody = [bakery, harbour, cycles, cyclesElsewhere, juniper];

function site(picks: ReportSite['picks'] = []): ReportSite {
  return { id: 's1', definition: { name: 'Deck', hosts: ['deck.example.com'] }, isOn: true, addedAtMs: 0, picks };
}

function found(message: Partial<ReportMessage>, connections = everybody, picks: ReportSite['picks'] = []): string {
  const whole = { error: 'authorization error', isRefreshed: false, ...message };
  const match = matchConnection(whole, connections, { site: site(picks), providers });
  if (match.kind === 'one') return match.connection.id;
  return match.kind === 'some' ? match.connections.map(({ id }) => id).join(' ') : 'none';
}

describe('matchConnection', () => {
  it.each([
    ['the company alone', 'Juniper & Slate Interiors', 'juniper'],
    ['the company and other words', 'Sage Intacct – Juniper and Slate Interiors (live)', 'juniper'],
    ['a name without its legal form', 'Harbour Lane Bakery', 'bakery'],
    ['a name that begins like another one', 'Xero: Harbour Lane Bakery Pty Ltd', 'bakery'],
    ['the shorter of two names', 'Harbour Lane', 'harbour'],
    ['the nickname', 'the bike shop', 'cycles'],
    ['the provider, where two have the company', 'QuickBooks / Copperfield Cycles', 'other'],
    ['accents and case', 'XERO – Hárbour LANE Bakery', 'bakery'],
  ])('tells by %s', (_what, integration, id) => {
    expect(found({ integration })).toBe(id);
  });

  it('asks where two connections have the name', () => {
    expect(found({ integration: 'Copperfield Cycles' })).toBe('cycles other');
  });

  it('never decides by the provider alone, also where there is only one connection', () => {
    expect(found({ integration: 'Sage Intacct' })).toBe('juniper');
    expect(
      matchConnection({ error: 'x', integration: 'Sage Intacct', isRefreshed: false }, everybody, {
        site: site(),
        providers,
      }).kind,
    ).toBe('some');
  });

  it('never takes part of a word for a name', () => {
    expect(found({ integration: 'Xero – Harbour Lanes' })).toBe('bakery harbour cycles');
  });

  it('reads the message only where nothing is named beside it', () => {
    expect(found({ error: 'authorization error: juniper & slate interiors' })).toBe('juniper');
    expect(found({ error: 'authorization error: juniper & slate interiors', integration: 'Harbour Lane' })).toBe(
      'harbour',
    );
  });

  it('follows the person’s own choice, as long as that connection is there', () => {
    const picks = [{ named: 'main ledger', connectionId: 'cycles' }];
    expect(found({ integration: 'Main  LEDGER' }, everybody, picks)).toBe('cycles');
    expect(found({ integration: 'Main ledger' }, [bakery, juniper], picks)).toBe('bakery juniper');
  });

  it('says none where nothing is connected', () => {
    expect(found({ integration: 'Anything' }, [])).toBe('none');
  });
});

describe('findReport', () => {
  const presets = ['profit_and_loss', 'profit_and_loss_by_class', 'balance_sheet', 'cash', 'budget_comparison'].map(
    (id) => ({ id }),
  );

  it.each([
    ['P&L – November', 'profit_and_loss'],
    ['Profit & Loss by Class', 'profit_and_loss_by_class'],
    ['Group balance sheet', 'balance_sheet'],
    ['Budget vs. actual', 'budget_comparison'],
    ['Cashew prices', undefined],
    ['', undefined],
  ])('knows %j as %s', (words, id) => {
    expect(findReport(words, presets)?.id).toBe(id);
  });
});
