import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guide } from '../../../lib/guidance/guidance';
import { nameRemover } from '../../../lib/guidance/names/remove-names';
import { removeIntroduced } from '../../../lib/guidance/names/remove-unknown';
import { listedClass } from '../../../lib/guidance/names/word-class';
import { causes } from '../../../lib/model/cause';
import type { KnownName } from '../../../lib/model/known-name';
import { providers } from '../../../lib/providers';
import { productWords } from '../../../lib/providers/product-words';
import { aDiagnosis } from '../components/samples';

const person = (text: string): KnownName => ({ kind: 'person', text });
const company = (text: string): KnownName => ({ kind: 'company', text });
const id = (text: string): KnownName => ({ kind: 'id', text });

const known: readonly KnownName[] = [
  person('Maya Lindqvist'),
  person("Seán O'Brien"),
  person('Jan van der Berg'),
  person('Jürgen Müller'),
  person('Will Grant'),
  person('May Chase'),
  person('Li Wu'),
  person('Anna Maria Silva'),
  person('山田太郎'),
  person('Иван Петров'),
  company('AB'),
  company('Access'),
  company('Access Token Ltd'),
  company('Harbour Lane Bakery Ltd'),
  company('Smith & Sons'),
  company('株式会社山田商店'),
  company('Xero Demo Company (AU)'),
  id('9341452718273645'),
  id('5f0c1a52-9d3e-4b0f-8c76-0a1b2c3d4e5f'),
  id('!hLb42'),
  { kind: 'address', text: 'https://acme-books.my.salesforce.com/services' },
];
const remove = nameRemover(known);

describe('nameRemover', () => {
  it.each([
    ['user LINDQVIST, MAYA has no access', 'user … has no access'],
    ['LINDQVIST MAYA', '…'],
    ['maya.lindqvist', '…'],
    ['M. Lindqvist and mlindqvist', '… and …'],
    ['CORP\\nmaya', 'CORP\\…'],
    ["Maya's sign-in", '… sign-in'],
    ['Maya%20Lindqvist', '…'],
    ['Sean O&#39;Brien', '…'],
    ['O%2527BRIEN', '…'],
    ['OBrien', '…'],
    ['Berg, Jan van der', '…'],
    ['Mueller, Muller, M\\u00fcller, M&uuml;ller, M%C3%BCller', '…'],
    ['山田太郎さんはアクセスできません', '…さんはアクセスできません'],
    ['ПЕТРОВ ИВАН нет доступа', '… нет доступа'],
    ['Harbour Lane is locked', '… is locked'],
    ['smith &amp;amp; sons', '…'],
    ['山田商店にアクセス', '…にアクセス'],
    ['realm 9341452718273645', 'realm …'],
    ['tenant 5F0C1A529D3E4B0F8C760A1B2C3D4E5F', 'tenant …'],
    ['company hLb42', 'company …'],
    ['no such host acme-books.my.salesforce.com', 'no such host …'],
    ['li wu is unknown', '… is unknown'],
    ['no access for Lindqv', 'no access for …'],
    ['user annamaria is unknown', 'user … is unknown'],
    ['amsilva or silvaam', '… or …'],
    ['harbourlane.example is no such host', '….example is no such host'],
  ])('SEC-43 takes known names out of %s', (given, shown) => {
    expect(remove(given)).toBe(shown);
  });

  it.each([
    'Lind\\u00adqv',
    'Lind\u00adqv',
    'Lindq\\',
    'Lindq\\u00',
    'Lindq%',
    'Lindq%C',
    'Lindq%25C',
    'Lindq&',
    'Lindq&#24',
    'Lindq&amp;#x2',
    'Lind\\… is closed',
    'Lindq… is closed',
  ])(
    'SEC-43 takes out a name that was cut in the middle of an escape, by a removed secret or behind a hidden character: %j',
    (cut) => {
      expect(remove(`no access for ${cut}`)).not.toMatch(/lind/i);
    },
  );

  it.each([
    ['will.gr', 'no access for …'],
    ['grant-w', 'no access for …'],
    ['access_tok', 'no access for …'],
    ['will-', 'no access for …-'],
    ['will-be', 'no access for will-be'],
    ['will.', 'no access for will.'],
  ])('SEC-43 takes out two ordinary words that are a name written as one and cut: %s', (cut, shown) => {
    expect(remove(`no access for ${cut}`)).toBe(shown);
  });

  it.each([
    ['an ordinary word beside the rest of the name', 'GRANT, WILL is locked', '… is locked'],
    ['an ordinary word after one that introduces a name', 'user May has no access', 'user … has no access'],
    ['an ordinary word with a capital inside a sentence', 'please ask Will to sign in', 'please ask … to sign in'],
    ['a month that acts like a person', 'May has no access', '… has no access'],
    ['an ordinary company after the word company', 'company Access is locked', 'company … is locked'],
    ['a name of ordinary words written as one', 'Access Token Ltd is locked', '… is locked'],
    ['two letters as they are written', 'AB is locked', '… is locked'],
  ])('SEC-43 takes out %s', (_what, given, shown) => {
    expect(remove(given)).toBe(shown);
  });

  it.each([
    'The server will grant access once an admin has approved it.',
    'Invalid grant: the Grant was revoked.',
    'OAuth Grant has expired',
    'Grant has expired',
    'The plan ends in May 2026 and may be renewed until 3 May.',
    'May I chase the payment?',
    'The access token has expired.',
    'ACCESS TOKEN EXPIRED',
    'Access denied',
    'User Access Denied',
    'an ab-test of class ABC and Ab',
    'The company of this demo is over',
    'Xero could not be reached',
    'Mark the invoice as sent.',
  ])('leaves ordinary words where they stand for themselves: %s', (sentence) => {
    expect(remove(sentence)).toBe(sentence);
  });

  it('names no data area, no cause and no scope of ours for a customer who is called like a word of it', () => {
    const ids = providers.flatMap(({ areas, reports = [], oauth }) => [
      ...areas.map((area) => area.id),
      ...reports.map((report) => report.id),
      ...oauth({ environment: 'production' }).scopes,
    ]);
    const words = [...new Set([...ids, ...causes].flatMap((one) => one.toLowerCase().split(/[_.:/]/)))];
    expect(words.length).toBeGreaterThan(50);
    const isKept = (word: string): boolean =>
      word.length < 3 || productWords.includes(word) || listedClass(word) !== undefined;
    expect(words.filter((word) => !isKept(word))).toEqual([]);
  });

  it('stays fast with the names of 10,000 connections', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => [
      company(`Brond${index.toString(36)} Velk${(index * 7).toString(36)} Ltd`),
      company(`Ledger of Zam${index.toString(36)}`),
      person(`Ono${index.toString(36)} Rask${(index * 3).toString(36)}`),
      id(`${index.toString(16).padStart(8, '0')}-9d3e-4b0f-8c76-0a1b2c3d4e5f`),
    ]).flat();
    const startedAt = performance.now();
    const removeMany = nameRemover(many);
    const builtMs = performance.now() - startedAt;
    for (let text = 0; text < 200; text += 1) removeMany('The user has no access to the company. '.repeat(6));
    const usedMs = performance.now() - startedAt - builtMs;
    // A quiet machine needs 0.2 s and 0.1 s.
    expect(builtMs).toBeLessThan(10_000);
    expect(usedMs).toBeLessThan(5_000);
    expect(removeMany('ONOA RASKU and 0000000a9d3e4b0f8c760a1b2c3d4e5f')).toBe('… and …');
  });

  it('takes anything as a name and as a text, and is linear in both', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(fc.array(text), text, (names, given) => {
        const take = nameRemover(names.flatMap((name) => [person(name), company(name), id(name)]));
        expect(typeof take(given)).toBe('string');
      }),
    );
    for (const part of ['&', '&amp;', '%', '%C3', '\\', '\\u', 'a ', 'Ma ', 'AB ', '山', "'", '\ud800', 'é']) {
      const startedAt = performance.now();
      remove(part.repeat(20_000 / part.length));
      expect(performance.now() - startedAt, part).toBeLessThan(2_000);
    }
  });
});

describe('removeIntroduced', () => {
  it.each([
    ['user JOHN DOE has no access to ACME FOODS', 'user … has no access to …'],
    ['Created by John van der Meer at noon', 'Created by … at noon'],
    ['company Zorbex is closed', 'company … is closed'],
    ['user John Doe Access denied', 'user … Access denied'],
    ['User Access Denied for this report', 'User Access Denied for this report'],
    ['access to the Profit and Loss Report is missing', 'access to the Profit and Loss Report is missing'],
    ['contact your administrator', 'contact your administrator'],
    ['USER ACCOUNT LOCKED', 'USER ACCOUNT LOCKED'],
  ])('SEC-43 turns %s into %s', (given, shown) => {
    expect(removeIntroduced(given)).toBe(shown);
  });
});

describe('the ready message to an admin', () => {
  it('SEC-43 holds nothing a provider wrote', () => {
    const facts = {
      code: 'canary-code',
      description: 'canary-description',
      plan: 'canary-plan',
      missingScope: 'canary-scope',
    };
    for (const cause of causes) {
      const guidance = guide(aDiagnosis({ cause, facts }), {
        providerId: 'xero',
        providerName: 'Xero',
        companyName: 'Harbour Lane Bakery',
      });
      expect(JSON.stringify(guidance.adminMessage ?? '')).not.toContain('canary');
    }
  });
});
