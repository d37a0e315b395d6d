import { describe, expect, it } from 'vitest';
import { readHost } from '../../../lib/report-tools/read-host';
import { readSite } from '../../../lib/report-tools/read-site';

const whole = {
  name: 'ReportDeck',
  hosts: ['app.reportdeck.example', '*.eu.reportdeck.example'],
  error: ['Authorisation error', ['could not load', 'reconnect']],
  refreshed: ['Connection refreshed'],
  report: { labels: ['Report'], selector: 'h2' },
  integration: { labels: ['Source'] },
};
const taken = ['go.books.example', '*.my.books.example'];

function mistakes(changes: object): string[] {
  const read = readSite(JSON.stringify({ ...whole, ...changes }), taken);
  return read.ok ? [] : read.problem.map(({ path, words }) => `${path} ${words.key}`);
}

describe('readSite', () => {
  it('takes a whole definition, and one of a name and a host alone', () => {
    expect(readSite(JSON.stringify(whole), taken)).toMatchObject({ ok: true });
    expect(readSite('{"name":"Deck","hosts":["deck.example.com"]}', taken)).toMatchObject({ ok: true });
  });

  it.each([
    ['no hosts', { hosts: [] }, 'hosts definition_mistake_missing'],
    [
      'an address for a host',
      { hosts: ['https://app.reportdeck.example/x'] },
      'hosts[0] definition_mistake_host_shape',
    ],
    ['a bare ending', { hosts: ['*.example'] }, 'hosts[0] definition_mistake_host_shape'],
    ['every host there is', { hosts: ['*'] }, 'hosts[0] definition_mistake_host_shape'],
    ['a host of a provider', { hosts: ['go.books.example'] }, 'hosts definition_mistake_host_of_provider'],
    ['a host below one of a provider', { hosts: ['a.my.books.example'] }, 'hosts definition_mistake_host_of_provider'],
    ['all hosts around a provider', { hosts: ['*.books.example'] }, 'hosts definition_mistake_host_of_provider'],
    ['an unknown field', { colour: 'red' }, 'colour definition_mistake_unknown'],
    ['hidden characters', { name: 'Deck\u202e' }, 'name definition_mistake_text_shape'],
    ['a phrase that is a number', { error: [401] }, 'error[0] definition_mistake_other'],
    ['labels that are no list', { report: { labels: 'Report' } }, 'report.labels definition_mistake_not_list'],
  ])('names the place of %s', (_what, changes, said) => {
    expect(mistakes(changes)).toEqual([said]);
  });

  it('says where JSON breaks', () => {
    const read = readSite('{\n"name": "Deck",\n}', taken);
    expect(read).toMatchObject({ ok: false, problem: [{ path: '' }] });
  });
});

describe('readHost', () => {
  it.each([
    ['app.reportdeck.example', 'app.reportdeck.example'],
    [' https://App.ReportDeck.example/reports?x=1 ', 'app.reportdeck.example'],
    ['http://app.reportdeck.example', undefined],
    ['localhost', undefined],
    ['10.0.0.1', undefined],
    ['file:///etc/passwd', undefined],
    ['not an address', undefined],
    ['', undefined],
  ])('reads %j as %s', (typed, host) => {
    expect(readHost(typed)).toBe(host);
  });
});
