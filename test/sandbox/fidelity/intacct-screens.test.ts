import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { testInTurn } from '../../e2e/in-turn.ts';
import { generations, type Look } from '../intacct/screens/screen.ts';
import { languages, nameIn, rightIn, type Words, words } from '../intacct/screens/words.ts';
import { isAddressRefused, mayDo } from '../intacct/world.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { IntacctPerson } from './intacct-admin.ts';
import { IntacctApp } from './intacct-app.ts';
import { Person } from './person.ts';
import { reachSandbox } from './reach-sandbox.ts';

const looks: readonly Look[] = generations.flatMap((generation) =>
  languages.map((language) => ({ generation, language })),
);

const byRole = 'FernhillGroup';
const byUser = 'Lanternworks';

let sandbox: Sandbox;
let app: IntacctApp;

beforeAll(async () => {
  sandbox = await startSandbox();
  reachSandbox(sandbox);
  app = new IntacctApp(sandbox);
});
afterAll(() => sandbox.close());

/** Every look of the product is a product: an admin finds the way there and can do each repair. */
describe.each(looks)('the product of Sage Intacct, $generation in $language', ({ generation, language }) => {
  const it = testInTurn(looks.findIndex((look) => look.generation === generation && look.language === language) % 3, 3);
  const say: Words = words[language];
  const intacct = (): Sandbox['control']['intacct'] => sandbox.control.intacct;
  const ledgerline = (company = byRole) => intacct().user(company, 'ledgerline');
  let person: IntacctPerson;

  beforeEach(() => {
    intacct().heal();
    Object.assign(intacct().look, { generation, language });
  });

  async function enter(company = byRole, userId = 'Olive'): Promise<void> {
    person = new IntacctPerson();
    await person.signIn(company, intacct().user(company, userId));
  }

  const inCompany = generation === 'nested' ? [say.company] : [];
  const openUsers = (): Promise<void> => person.follow(...inCompany, say.users);
  const openRoles = (): Promise<void> => person.follow(...inCompany, say.roles);
  async function openSecurity(): Promise<void> {
    await person.follow(...inCompany, say.configuration, say.company);
    await person.click(say.security);
  }

  it('lets an app in, and in again after it was made inactive', async () => {
    intacct().shutOut(byRole);
    const { clientId } = intacct().app;
    const isActive = (): boolean | undefined =>
      intacct()
        .company(byRole)
        .clients.find((one) => one.clientId === clientId)?.isActive;
    await enter();
    await openSecurity();
    await person.click(say.edit);
    await person.clickBelow(say.clientApplications, say.add);
    person.fill(say.clientId, clientId);
    await person.save(say.save);
    expect(isActive()).toBe(true);
    await person.click(say.edit);
    await person.click(say.edit, clientId);
    person.fill(say.status, say.inactive);
    await person.save(say.save);
    expect(isActive()).toBe(false);
    await person.click(say.edit);
    await person.click(say.edit, clientId);
    person.fill(say.status, say.active);
    await person.save(say.save);
    expect(isActive()).toBe(true);
  });

  it('keeps senders of the older interface apart from apps', async () => {
    await enter();
    await openSecurity();
    await person.click(say.edit);
    await person.clickBelow(say.webServicesAuthorizations, say.add);
    person.fill(say.senderId, 'LedgerlineMPP');
    await person.save(say.save);
    expect(intacct().company(byRole).senders).toContainEqual({ senderId: 'LedgerlineMPP', isActive: true });
    expect(intacct().company(byRole).clients).toHaveLength(2);
  });

  it('adds an address to the filter', async () => {
    intacct().setCompany(byRole, { ipFilter: ['198.51.100.7'] });
    await enter();
    await openSecurity();
    await person.click(say.edit);
    await person.clickBelow(say.ipFilters, say.add);
    person.fill(say.ipAddress, '127.0.0.1');
    await person.save(say.save);
    expect(isAddressRefused(intacct().company(byRole))).toBe(false);
  });

  it('gives a role the rights to a list, box by box, and leaves the others alone', async () => {
    const place = 'General Ledger > Journal entries';
    intacct().setRights(byRole, 'Reporting', place, []);
    await enter();
    await openRoles();
    await person.click(say.subscriptions, 'Reporting');
    await person.click(say.permissions, nameIn(language, 'General Ledger'));
    person.tick(nameIn(language, 'Journal entries'), rightIn(language, 'List'));
    person.tick(nameIn(language, 'Journal entries'), rightIn(language, 'View'));
    await person.save(say.save);
    expect(intacct().role(byRole, 'Reporting').permissions.get(place)).toEqual(new Set(['List', 'View']));
    expect(mayDo(intacct().company(byRole), ledgerline(), 'General Ledger > Reports', 'Run')).toBe(true);
    expect(mayDo(intacct().company(byRole), ledgerline(), 'General Ledger > Accounts', 'List')).toBe(true);
  });

  it('gives a user rights where the company keeps them there', async () => {
    const place = 'Accounts Payable > Bills';
    ledgerline(byUser).permissions.delete(place);
    await enter(byUser);
    await openUsers();
    await person.click(say.subscriptions, 'Ledgerline connection');
    await person.click(say.permissions, nameIn(language, 'Accounts Payable'));
    person.tick(nameIn(language, 'Bills'), rightIn(language, 'List'));
    await person.save(say.save);
    expect(ledgerline(byUser).permissions.get(place)).toEqual(new Set(['List']));
  });

  it('finds a user who is inactive once asked to, and lets them work again', async () => {
    intacct().setUser(byRole, 'ledgerline', { status: 'inactive' });
    await enter();
    await openUsers();
    expect(person.text).not.toContain('Ledgerline connection');
    await person.click(say.includeInactive);
    await person.click(say.edit, 'Ledgerline connection');
    person.fill(say.status, say.active);
    await person.save(say.save);
    expect(ledgerline()).toMatchObject({ status: 'active', isLocked: false, roles: ['Reporting'] });
  });

  it('unlocks a user, and changes what caps a role', async () => {
    intacct().setUser(byRole, 'ledgerline', { isLocked: true, type: 'Employee' });
    await enter();
    await openUsers();
    expect(person.text).toContain(say.lockedOut);
    await person.click(say.edit, 'Ledgerline connection');
    person.fill(say.status, say.active);
    person.fill(say.userType, say.business);
    await person.save(say.save);
    expect(ledgerline()).toMatchObject({ isLocked: false, type: 'Business' });
  });

  it('gives a user a role', async () => {
    intacct().setUser(byRole, 'ledgerline', { roles: [] });
    await enter();
    await openUsers();
    await person.click(say.edit, 'Ledgerline connection');
    person.fill(say.role, 'Reporting');
    await person.save(say.save);
    expect(ledgerline().roles).toEqual(['Reporting']);
  });

  it('subscribes to an application', async () => {
    intacct().unsubscribe(byRole, 'Projects');
    await enter();
    await person.follow(...inCompany, say.subscriptions);
    person.tick(nameIn(language, 'Projects'));
    await person.save(say.save);
    expect(intacct().company(byRole).subscriptions).toContain('Projects');
    expect(intacct().company(byRole).subscriptions).toContain('General Ledger');
  });

  it('changes the company at its top level only', async () => {
    await enter();
    await person.workIn('Fernhill North');
    await openSecurity();
    expect(person.text).toContain(say.topLevelOnly);
    await expect(person.click(say.edit)).rejects.toThrow('nothing to click');
    await person.workIn(say.topLevel);
    await openSecurity();
    await person.click(say.edit);
  });

  it('shows people without admin privileges no way to the pages of an admin, and those not at all', async () => {
    await enter(byRole, 'Maya');
    expect(person.text).toContain(byRole);
    for (const entry of [say.users, say.roles, say.subscriptions]) {
      await expect(person.click(entry)).rejects.toThrow('nothing to click');
    }
    expect(await person.openPage(21 + { classic: 0, nested: 400, single: 1900 }[generation])).toEqual({
      status: 403,
      text: expect.stringContaining(say.noPermission),
    });
  });

  it('asks an app’s person to accept, for a company and a user it names', async () => {
    const someone = new Person('.intacct.com');
    const login = await someone.browse(app.authorizeUrl());
    const request = new URL(login.url).searchParams.get('request') ?? '';
    const { password } = ledgerline();
    const form = { request, company: byRole, login: 'ledgerline', passwd: password };
    const accept = await someone.browse('https://api.intacct.com/ia/authorize', form);
    for (const text of [byRole, 'ledgerline', say.accept, say.companyId]) expect(accept.body).toContain(text);
  });

  it('refuses a return address it does not know on a page of its own', async () => {
    const answer = await new Person('.intacct.com').browse(app.authorizeUrl({ redirect_uri: 'https://else.example/' }));
    expect(answer.status).toBe(generation === 'single' ? 200 : 400);
    expect(answer.body).toContain('The redirect_uri is not registered');
  });
});
