// @vitest-environment happy-dom
import './fake-browser';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeToast, toast } from '../../../components/state/notices';
import { SitesPage } from '../../../entrypoints/console/pages/sites-page';
import { choices, question, sites } from '../../../entrypoints/console/site-store';
import type { ReportSite } from '../../../lib/model/report-site';
import { resetWorld, world } from './fake-browser';
import { aConnection } from './samples';

const deck: ReportSite = {
  id: 's1',
  definition: { name: 'Deck', hosts: ['deck.example.com'] },
  isOn: true,
  addedAtMs: 0,
  picks: [{ named: 'main', connectionId: 'c1' }],
};

beforeEach(() => {
  resetWorld();
  closeToast();
  sites.value = [];
  choices.value = [];
  question.value = undefined;
  location.hash = '';
});
afterEach(cleanup);

async function settle(work: () => void): Promise<void> {
  await act(async () => {
    work();
    await new Promise((resolve) => setTimeout(resolve));
  });
}

const press = (name: string | RegExp): Promise<void> =>
  settle(() => void fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string): Promise<void> =>
  settle(() => void fireEvent.input(screen.getByLabelText(label), { target: { value } }));

const sent = (kind: string): unknown => world.sent.find((request) => request.type === kind);

describe('the page of report tools', () => {
  it('UX-91 asks for the one site in the click, with the reason above the button', async () => {
    world.replies.set('site.save', { ok: true, value: { kind: 'saved', siteId: 's1' } });
    render(<SitesPage id={undefined} />);
    expect(screen.getByText('No report tool yet')).toBeDefined();
    const reason = screen.getByText(/The browser asks next/);
    const button = screen.getByRole('button', { name: 'Allow and add' });
    expect(reason.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await type('Address', 'https://App.Deck.example.com/reports?x');
    await press('Allow and add');
    expect(world.askedHosts).toEqual([['https://app.deck.example.com/*']]);
    expect(sent('site.save')).toMatchObject({
      definition: JSON.stringify({ name: 'app.deck.example.com', hosts: ['app.deck.example.com'] }),
    });
    expect(toast.value?.words.key).toBe('console_sites_said_added');
  });

  it('UX-91 stores nothing when the browser is not allowed, and has a way back', async () => {
    world.grantsHosts = false;
    render(<SitesPage id={undefined} />);
    await type('Address', 'deck.example.com');
    await press('Allow and add');
    expect(sent('site.save')).toBeUndefined();
    expect(toast.value).toMatchObject({ tone: 'problem', words: { key: 'status_problem_permission_refused' } });
    expect(toast.value?.action).toBeDefined();
    expect(screen.getByRole('button', { name: 'Allow and add' })).toBeDefined();
  });

  it.each([
    ['nothing at all', '', /not the address of a website/],
    ['an address without TLS', 'http://deck.example.com', /not the address of a website/],
    ['a host of a provider', 'go.xero.com', /belongs to a service that Ledgerline connects to/],
  ])('says what is wrong with %s, without asking the browser', async (_what, address, said) => {
    render(<SitesPage id={undefined} />);
    await type('Address', address);
    await press('Allow and add');
    expect(screen.getByText(said)).toBeDefined();
    expect(world.askedHosts).toEqual([]);
    expect(world.sent).toEqual([]);
  });

  it('begins with the address of the page the person came from', () => {
    render(<SitesPage id="deck.example.com" />);
    expect(screen.getByLabelText('Address')).toMatchObject({ value: 'deck.example.com' });
  });

  it('switches off and removes, each with a way back that keeps what was chosen', async () => {
    sites.value = [{ site: deck, isAllowed: true }];
    world.replies.set('site.switch', { ok: true, value: null });
    world.replies.set('site.remove', { ok: true, value: null });
    render(<SitesPage id={undefined} />);
    await press('Switch off');
    expect(sent('site.switch')).toMatchObject({ siteId: 's1', isOn: false });
    expect(toast.value?.action).toBeDefined();
    await press('Remove');
    expect(sent('site.remove')).toMatchObject({ siteId: 's1' });
    const { action } = toast.value ?? {};
    if (!action || !('run' in action)) throw new Error('there is no way back');
    await settle(() => action.run());
    expect(world.askedHosts).toEqual([['https://deck.example.com/*']]);
    expect(sent('site.save')).toMatchObject({ definition: JSON.stringify(deck.definition), picks: deck.picks });
  });

  it('offers to allow again what the browser no longer allows', async () => {
    sites.value = [{ site: deck, isAllowed: false }];
    render(<SitesPage id={undefined} />);
    expect(screen.getByText(/no longer lets Ledgerline read this site/)).toBeDefined();
    await press('Allow again');
    expect(world.askedHosts).toEqual([['https://deck.example.com/*']]);
  });

  it('asks which connection a message is about, likely ones first, and keeps the answer', async () => {
    sites.value = [{ site: deck, isAllowed: true }];
    choices.value = [aConnection({ id: 'c1' }), aConnection({ id: 'c2', companyName: 'Birch Ltd' })];
    question.value = { siteId: 's1', named: 'Main ledger', connectionIds: ['c2'] };
    world.replies.set('site.pick', { ok: true, value: null });
    render(<SitesPage id={undefined} />);
    expect(screen.getByText(/Deck shows an error for “Main ledger”/)).toBeDefined();
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'Birch Ltd – Xero',
      'Alder & Finch Ltd – Xero',
    ]);
    await press('It is this one');
    expect(sent('site.pick')).toMatchObject({ siteId: 's1', connectionId: 'c2' });
  });
});

describe('what a site looks for', () => {
  it('names each mistake by its place, and asks the browser only for a definition without one', async () => {
    render(<SitesPage id="new" />);
    const whole = { name: 'Deck', hosts: ['deck.example.com'], report: { selector: '[[' } };
    await type('Definition as JSON', JSON.stringify({ ...whole, hosts: ['https://deck.example.com'] }));
    await press('Save');
    expect(screen.getByText(/hosts\[0\] has to be a host name/)).toBeDefined();
    await type('Definition as JSON', JSON.stringify(whole));
    await press('Save');
    expect(screen.getByText(/report.selector is not a selector/)).toBeDefined();
    expect(world.askedHosts).toEqual([]);
  });

  it('is tried on pasted text: message, report, and the connection it belongs to', async () => {
    sites.value = [{ site: deck, isAllowed: true }];
    choices.value = [aConnection(), aConnection({ id: 'c2', companyName: 'Birch Ltd' })];
    render(<SitesPage id="s1" />);
    expect(screen.getAllByText('As on any site:')).toHaveLength(4);
    await type(
      'Text of a page',
      'Dashboard\nReport: P&L\nSource: Xero – Birch\nAuthorization error\nRefresh Connection',
    );
    await press('Try');
    for (const said of ['Error message: authorization error', 'Report: P&L', 'Connection: Birch Ltd']) {
      expect(screen.getByText(said)).toBeDefined();
    }
    await type('Text of a page', 'All reports are fine');
    await press('Try');
    expect(screen.getByText('No error message was found in this text.')).toBeDefined();
    expect(world.sent).toEqual([]);
  });
});
