import { afterEach, describe, expect, it } from 'vitest';
import { ownPrefix, type ProviderDraft } from '../../../lib/model/provider-definition';
import { builtInProviders, findProvider } from '../../../lib/providers';
import { builtIns } from '../../../lib/providers/custom/built-ins';
import { readDiscovery } from '../../../lib/providers/custom/discovery';
import { looksLike } from '../../../lib/providers/custom/look-alike';
import { readDraft } from '../../../lib/providers/custom/mistakes';
import { registerOwn } from '../../../lib/providers/custom/register';
import { registerOwnProfiles } from '../../../lib/providers/custom/register-profiles';
import { isSameSite, twoSites } from '../../../lib/providers/custom/same-site';
import { findProfile } from '../../../lib/providers/profiles';
import { say } from '../guidance/words';
import { aDefinition } from './own-sample';

function sentences(change: object): string[] {
  const read = readDraft(JSON.stringify({ ...aDefinition, ...change }));
  return read.ok ? [] : read.problem.map(({ words }) => say(words.key, words.values) ?? `no words for ${words.key}`);
}

afterEach(() => void registerOwn([]));

describe('SEC-47 the name of a definition', () => {
  it.each([
    'Xero',
    'XERO',
    ' x e r o ',
    'X-e-r-o',
    'Xero!',
    'Xer0',
    'Xéro',
    'Xero\u200b',
    'Xe\u00adro',
    'X\u0435ro',
    '\u0425\u0435r\u043e',
    '\u03a7\u03b5r\u03bf',
    '\uff38\uff45\uff52\uff4f',
    '\u{1d417}\u{1d41e}\u{1d42b}\u{1d428}',
    'Xero (new)',
    'My Xero',
    'MyXero',
    'XeroUK',
    'Xero2',
    'QuickBooks',
    'Quick Books Online UK',
    'quickbooks-online',
    'Qu1ckB00ks',
    'Sage Intacct',
    'Sage lntacct',
    'Intacct sandbox',
    'Salesforce',
    'Sales Force',
    '$alesforce',
    'S\u0430l\u0435sf\u043erc\u0435',
  ])('may not be taken for that of a built-in provider: %s', (name) => {
    expect(builtIns().some(({ names }) => names.some((known) => looksLike(name, known)))).toBe(true);
  });

  it.each([
    'Xerox',
    'Nexero',
    'Sage 50',
    'Online Books',
    'Booksquick',
    'Harbour Books',
    'Force of Sales',
    'Kontor Buchführung',
    'Бухгалтерия',
    '会計',
    'Zero',
    'Quick',
    '50',
  ])('may be one of its own: %s', (name) => {
    expect(builtIns().some(({ names }) => names.some((known) => looksLike(name, known)))).toBe(false);
  });

  it.each(builtInProviders.map(({ name }) => name))('is refused in words that name what it passes for: %s', (name) => {
    expect(sentences({ name: `${name} UK` })).toEqual([
      `The name can be taken for ${name}, which is built in. Choose a name of your own.`,
    ]);
  });
});

describe('SEC-47 the addresses of a definition', () => {
  const { endpoints } = aDefinition;

  it('do not authorise at a built-in provider while tokens go to another host', () => {
    const authorize = 'https://login.xero.com/identity/connect/authorize';
    expect(sentences({ endpoints: { ...endpoints, authorize } })).toEqual([
      'endpoints.authorize may not be at login.xero.com: that host belongs to Xero, which is built in.',
    ]);
  });

  it.each([
    'https://LOGIN.Xero.com/a',
    'https://login.xero.com./a',
    'https://login.xero.com:8443/a',
    'https://x.login.xero.com/a',
    'https://lo%67in.xero.com/a',
    'https://ｌｏｇｉｎ.xero.com/a',
    'https://accounts.platform.intuit.com/a',
    'https://acme.my.salesforce.com/a',
    'https://my.salesforce.com/a',
    'https://www.intacct.com/a',
  ])('may not be on a host of a built-in provider, however it is written: %s', (address) => {
    expect(sentences({ endpoints: { ...endpoints, authorize: address } })).toHaveLength(1);
    expect(sentences({ endpoints: { ...endpoints, authorize: address, token: address } }).length).toBeGreaterThan(1);
    expect(sentences({ check: { ...aDefinition.check, url: address } })).toHaveLength(1);
    expect(sentences({ areas: [{ id: 'a', url: `${address}/{company}` }] })).toHaveLength(1);
    expect(sentences({ links: { home: address } })).toHaveLength(1);
    expect(sentences({ issuer: address })).toHaveLength(1);
    expect(sentences({ discovery: address })).toHaveLength(1);
  });

  it.each(['https://login.xero.com.evil.example/a', 'https://notxero.com/a', 'https://salesforce.com.example/a'])(
    'may be on a host that only looks like one in a part: %s',
    (address) => {
      expect(sentences({ links: { home: address } })).toEqual([]);
    },
  );

  it('know every host that a built-in provider signs in at, calls, or shows screens on', () => {
    for (const provider of builtInProviders) {
      const { hosts } = builtIns().find(({ names }) => names.includes(provider.id)) ?? { hosts: [] };
      for (const environment of provider.environments) {
        const { authorizeUrl, tokenUrl } = provider.oauth({ environment });
        for (const url of [authorizeUrl, tokenUrl]) expect(hosts).toContain(new URL(url).hostname);
      }
      for (const host of [...provider.apiHosts, ...provider.screens.flatMap((screen) => screen.hosts)])
        expect(hosts).toContain(host);
    }
  });

  it('are not taken out of a discovery document that names a built-in provider', () => {
    const { issuer, endpoints: _given, ...rest } = aDefinition;
    const draft: ProviderDraft = { ...rest, discovery: `${issuer}/.well-known/openid-configuration` };
    const document = {
      issuer,
      authorization_endpoint: 'https://login.xero.com/identity/connect/authorize',
      token_endpoint: 'https://id.books.example/token',
    };
    const read = readDiscovery(draft, JSON.stringify(document));
    expect(read.draft).toEqual(draft);
    expect(read.steps).toMatchObject([
      { id: 'discovery', outcome: 'wrong', words: { key: 'definition_mistake_host_of_built_in' } },
    ]);
  });

  it('leave a revocation address out that a discovery document has at another host, and say so', () => {
    const { issuer, endpoints: _given, ...rest } = aDefinition;
    const draft: ProviderDraft = { ...rest, discovery: `${issuer}/.well-known/openid-configuration` };
    const document = {
      issuer,
      authorization_endpoint: endpoints.authorize,
      token_endpoint: endpoints.token,
      revocation_endpoint: 'https://revoke.evil.example/',
    };
    const read = readDiscovery(draft, JSON.stringify(document));
    expect(read.draft.endpoints).toEqual({ authorize: endpoints.authorize, token: endpoints.token });
    expect(read.steps.map(({ words }) => words.key)).toContain('definition_step_revocation_elsewhere');
    expect(sentences({ endpoints: { ...endpoints, revocation: 'https://revoke.evil.example/' } })).toHaveLength(1);
  });
});

describe('SEC-47 a definition of version 0.1.0 that passes for a built-in provider', () => {
  const posing = { ...aDefinition, id: `${ownPrefix}xero`, name: 'Xero' };

  it('stays among what is stored and is no provider, so nothing can be sent for it', () => {
    expect(registerOwn([posing, aDefinition])).toEqual([posing, aDefinition]);
    expect(findProvider(posing.id)).toBeUndefined();
    expect(findProvider(aDefinition.id)).toBeDefined();
    expect(findProfile(posing.id)).toBeUndefined();
  });

  it('is not shown under that name by a page that knows profiles alone', () => {
    registerOwnProfiles([posing, aDefinition]);
    expect(findProfile(posing.id)).toBeUndefined();
    expect(findProfile(aDefinition.id)).toBeDefined();
  });
});

describe('SEC-47 sign-in and token address', () => {
  it.each([
    ['id.books.example', 'api.books.example'],
    ['books.example', 'a.b.books.example'],
    ['id.books.example', 'ID.Books.Example.'],
    ['id.books.example:8443', 'id.books.example'],
    ['login.books.co.uk', 'api.books.co.uk'],
    ['login.books.de', 'api.books.de'],
    ['10.0.0.7', '10.0.0.7'],
    ['a.herokuapp.com', 'a.herokuapp.com'],
  ])('are on one site: %s and %s', (one, other) => {
    expect(isSameSite(`https://${one}/`, `https://${other}/`)).toBe(true);
  });

  it.each([
    ['id.books.example', 'id.evil.example'],
    ['id.books.example', 'books.example.evil.example'],
    ['books.co.uk', 'evil.co.uk'],
    ['books.com.au', 'evil.com.au'],
    ['books.github.io', 'evil.github.io'],
    ['books.herokuapp.com', 'evil.herokuapp.com'],
    ['10.0.0.7', '10.1.0.7'],
    ['[::1]', '[::2]'],
  ])('are on two sites: %s and %s', (one, other) => {
    expect(isSameSite(`https://${one}/`, `https://${other}/`)).toBe(false);
  });

  it('are both named where they are on two sites, and the definition is taken all the same', () => {
    const endpoints = { authorize: 'https://id.books.example/auth', token: 'https://token.partner.example/token' };
    expect(sentences({ endpoints })).toEqual([]);
    const sites = twoSites({ endpoints });
    expect(sites).toEqual(['id.books.example', 'token.partner.example']);
    expect(say('definition_two_sites', sites ?? [])).toBe(
      'People sign in at id.books.example, but the app key and the tokens go to token.partner.example. Save this only if you know that both belong to the same service.',
    );
    expect(twoSites(aDefinition)).toBeUndefined();
  });
});
