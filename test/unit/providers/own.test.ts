import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/model/connection';
import { isJsonPath, readPath } from '../../../lib/model/json-path';
import type { Mistake } from '../../../lib/model/mistakes';
import { findProvider, providers, registerProviders } from '../../../lib/providers';
import { readDraft, toDefinition } from '../../../lib/providers/custom/mistakes';
import { customProfile } from '../../../lib/providers/custom/profile';
import { customProvider } from '../../../lib/providers/custom/provider';
import { readStoredDefinitions } from '../../../lib/providers/custom/stored';
import { messages, say } from '../guidance/words';
import { aDefinition } from './own-sample';

function jwt(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
}

function mistakes(change: object | string): Mistake[] {
  const typed = typeof change === 'string' ? change : JSON.stringify({ ...aDefinition, ...change });
  const read = readDraft(typed);
  return read.ok ? [] : read.problem;
}

function sentences(change: object | string): string[] {
  return mistakes(change).map(({ words }) => say(words.key, words.values) ?? `no words for ${words.key}`);
}

const connection: Pick<Connection, 'tenantId' | 'company'> = { tenantId: 'c 1/2', company: {} };
function aConnection(tenantId: string): Connection {
  return {
    id: 'x',
    providerId: 'own-books',
    environment: 'production',
    grantId: 'g',
    tenantId,
    companyName: 'n',
    company: {},
    status: 'connected',
    isPaused: false,
    connectedAtMs: 0,
    failuresInRow: 0,
    nextDueAtMs: 0,
    needRank: 0,
    sortName: 'n',
  };
}

describe('readPath', () => {
  const value = { data: { companies: [{ id: 7, 'a.b': 'x' }] }, 'https://books.example/id': 'claim' };
  it.each([
    ['data.companies[0].id', 7],
    ['$.data.companies[0].id', 7],
    ['data.companies[0]["a.b"]', 'x'],
    ['["https://books.example/id"]', 'claim'],
    ['data.companies[1].id', undefined],
    ['data.length', undefined],
    ['__proto__', undefined],
    ['constructor.name', undefined],
  ])('%s', (path, found) => {
    expect(isJsonPath(path)).toBe(true);
    expect(readPath(value, path)).toBe(found);
  });

  it.each([
    '',
    '.',
    'a..b',
    'a.',
    'a[',
    'a[-1]',
    'a[*]',
    'a b',
    '$',
    '["',
    `${'a.'.repeat(30)}a`,
    `["${'x'.repeat(201)}"]`,
  ])('refuses %j', (path) => expect(isJsonPath(path)).toBe(false));
});

describe('a definition', () => {
  it('is taken as it is when nothing is wrong with it', () => {
    const read = readDraft(JSON.stringify(aDefinition));
    expect(read).toEqual({ ok: true, value: aDefinition });
    expect(read.ok && toDefinition(read.value)).toEqual({ ok: true, value: aDefinition });
  });

  it.each([
    [
      'an id of ours',
      { id: 'xero' },
      'id starts with own-, followed by lowercase letters, digits and single dashes, such as own-books.',
    ],
    ['no name', { name: '' }, 'name is missing.'],
    [
      'a name that turns the text around it',
      { name: 'Books\u202e' },
      'name holds characters that do not show, or a space at its start or end.',
    ],
    [
      'plain http',
      { check: { url: 'http://api.books.example/', companyId: 'id' } },
      'check.url has to be a whole address that begins with https://, without a user name and without a part behind #.',
    ],
    [
      'a user name in an address',
      { issuer: 'https://me:pw@id.books.example' },
      'issuer has to be a whole address that begins with https://, without a user name and without a part behind #.',
    ],
    [
      'a script for an address',
      { links: { home: 'javascript:alert(1)' } },
      'links.home has to be a whole address that begins with https://, without a user name and without a part behind #.',
    ],
    [
      'a company for a host',
      { check: { url: 'https://{company}.books.example/', companyId: 'id' } },
      'In check.url, only {company} may stand in curly brackets, and never in the host name.',
    ],
    [
      'a misspelled field',
      { scope: ['books'] },
      'There is no field called scope. Check how it is spelled, or leave it out.',
    ],
    [
      'a misspelled field further in',
      { rotation: { rotates: true, graceSec: 0, grace: 1 } },
      'There is no field called rotation.grace. Check how it is spelled, or leave it out.',
    ],
    ['another client authentication', { clientAuth: 'jwt' }, 'clientAuth has to be one of these: none, basic, post.'],
    ['a sign-in without PKCE', { pkce: 'plain' }, 'pkce has to be one of these: S256.'],
    ['scopes in one text', { scopes: 'openid books' }, 'scopes has to be a list in square brackets.'],
    ['a scope with a space', { scopes: ['openid books'] }, 'scopes[0] has to be one scope without spaces.'],
    [
      'a yes in quotes',
      { rotation: { rotates: 'yes', graceSec: 0 } },
      'rotation.rotates has to be true or false, without quotes.',
    ],
    [
      'a grace in words',
      { rotation: { rotates: true, graceSec: '30' } },
      'rotation.graceSec has to be a whole number without quotes.',
    ],
    [
      'half a second',
      { rotation: { rotates: true, graceSec: 0.5 } },
      'rotation.graceSec has to be a whole number without quotes.',
    ],
    [
      'a check each minute',
      { check: { url: 'https://a.example/', companyId: 'id', everyMinutes: 1 } },
      'check.everyMinutes is too low. The least is 5.',
    ],
    [
      'a path that is none',
      { check: { url: 'https://a.example/', companyId: 'a..b' } },
      'check.companyId has to be a path to one value, such as data.company.id or companies[0].id.',
    ],
    [
      'a state of its own',
      { parameters: { state: 'x' } },
      'parameters.state is set by Ledgerline itself. Leave it out.',
    ],
    [
      'a cause nobody knows',
      { messages: { broken: 'x' } },
      'There is no field called messages.broken. Check how it is spelled, or leave it out.',
    ],
    [
      'too long a message',
      { messages: { unknown: 'x'.repeat(401) } },
      'messages.unknown is too long. It may have 400 characters.',
    ],
    [
      'neither discovery nor endpoints',
      { endpoints: undefined },
      'Give the discovery address, or the addresses for sign-in and tokens.',
    ],
    [
      'no way to tell the company',
      { company: undefined, check: { url: 'https://a.example/' } },
      'check.companyId is missing: nothing says yet which company a sign-in is for. Name its place here, or under company.',
    ],
    [
      'a company nobody has told yet',
      { company: undefined, check: { url: 'https://a.example/{company}', companyId: 'id' } },
      'check.url wants a company, and only the answer of this very address would tell it. Say under company where the sign-in tells it.',
    ],
    ['a list', '[]', 'A definition is one group of fields in curly brackets.'],
    [
      'a broken text',
      '{\n  "id": "own-books"\n  "name": "Books"\n}',
      'This stops being JSON at line 3, character 3. A bracket, quote or comma is missing there or too many.',
    ],
    ['a book', `{"name":"${'x'.repeat(70_000)}"}`, 'The definition is too large. It may have 64000 characters.'],
  ])('with %s is told in a sentence', (_what, change, sentence) => {
    expect(sentences(change)).toEqual([sentence]);
  });

  it('is told every mistake at once, each at its place', () => {
    const found = mistakes({ id: 'Books', name: 7, check: {}, rotation: undefined, extra: 1 });
    expect(found.map(({ path }) => path).sort()).toEqual(['check.url', 'extra', 'id', 'name', 'rotation']);
  });

  it('has words for each mistake a schema check can name', () => {
    const keys = mistakes({ id: 'Books' }).map(({ words }) => words.key);
    expect(keys.every((key) => key in messages)).toBe(true);
    expect(
      sentences({ areas: Array.from({ length: 41 }, () => ({ id: 'A', url: 'x' })) }).some((words) =>
        words.includes('does not fit'),
      ),
    ).toBe(false);
  });

  it('cannot be used before its discovery address was read', () => {
    const { endpoints: _without, issuer: _too, ...draft } = aDefinition;
    const read = readDraft(
      JSON.stringify({ ...draft, discovery: 'https://id.books.example/.well-known/openid-configuration' }),
    );
    expect(read.ok).toBe(true);
    expect(read.ok && toDefinition(read.value)).toMatchObject({ ok: false, problem: [{ path: 'discovery' }] });
  });

  it('SEC-39 that was damaged in the store stops no other', () => {
    expect(readStoredDefinitions([null, { id: 'own-x' }, aDefinition])).toEqual([aDefinition]);
  });
});

describe('customProvider', () => {
  const own = customProvider(aDefinition);

  it('asks for the hosts it calls and no others (SEC-72)', () => {
    expect(own.hosts).toEqual({
      connection: ['https://api.books.example/*', 'https://id.books.example/*'],
      guidance: [],
    });
    expect(own.apiHosts).toEqual(['api.books.example']);
  });

  it('reads company and person out of the id token', () => {
    const idToken = jwt({ sub: 'u1', name: 'Anna', company_id: 'c1', company_name: 'Harbour Ltd' });
    expect(own.read({ tokens: { accessToken: 'a', idToken }, answer: {} })).toEqual({
      personName: 'Anna',
      tenant: { tenantId: 'c1', name: 'Harbour Ltd' },
      grantKey: '["c1","u1"]',
    });
  });

  it('reads the company out of the token answer where the definition says so', () => {
    const byAnswer = customProvider({ ...aDefinition, company: { from: 'token', id: 'org.id' } });
    expect(byAnswer.read({ tokens: { accessToken: 'a' }, answer: { org: { id: 12 } } })).toMatchObject({
      tenant: { tenantId: '12', name: '12' },
    });
  });

  it.each(['..', '.', '', ' ', {}, null])('believes in no company called %j', (company_id) => {
    const idToken = jwt({ sub: 'u1', company_id });
    expect(own.read({ tokens: { accessToken: 'a', idToken }, answer: {} }).tenant).toBeUndefined();
  });

  it('puts a company into an address so that it stays one part of the path', () => {
    const request = customProvider({
      ...aDefinition,
      check: { url: 'https://api.books.example/{company}/info' },
    }).check.request(aConnection(connection.tenantId));
    expect(request.url).toBe('https://api.books.example/c%201%2F2/info');
  });

  it('reads the company out of the check answer, and nothing out of another shape', () => {
    const read = (body: unknown) => own.check.read(JSON.stringify(body), aConnection('c1'));
    expect(read({ company: { id: 'c1', name: 'Harbour' } })).toEqual({
      tenantId: 'c1',
      companyName: 'Harbour',
      company: { screenKey: 'c1' },
    });
    expect(read({ company: {} })).toBeUndefined();
    expect(own.check.read('<html>', aConnection('c1'))).toBeUndefined();
  });

  it('warns that revoking may end other sign-ins unless the definition knows better', () => {
    const target = { environment: 'production' } as const;
    expect(own.oauth(target).revocation?.endsOthers).toBe(true);
    expect(customProvider({ ...aDefinition, revocationEndsOthers: false }).oauth(target).revocation?.endsOthers).toBe(
      false,
    );
  });

  it('leads to screens of the company once it is known', () => {
    const { links } = customProfile({
      ...aDefinition,
      links: { users: 'https://app.books.example/{company}/users', status: 'https://status.books.example/' },
    });
    expect(links({ company: {} })).toEqual({ status: 'https://status.books.example/' });
    expect(links({ company: { screenKey: 'a/b' } }).users).toBe('https://app.books.example/a%2Fb/users');
  });
});

describe('the registry', () => {
  it('offers own providers after ours, and forgets them when they are gone', () => {
    const before = providers.map(({ id }) => id);
    registerProviders([customProvider(aDefinition)]);
    expect(providers.map(({ id }) => id)).toEqual([...before, 'own-books']);
    expect(findProvider('own-books')?.name).toBe('Harbour Books');
    registerProviders([]);
    expect(providers.map(({ id }) => id)).toEqual(before);
  });
});
