import type { Evidence } from '../../lib/model/evidence.ts';

const size = 65_536;

function fill(part: string): string {
  return part.repeat(Math.ceil(size / part.length)).slice(0, size);
}

/** Bodies of full size that try to make reading slow: deep, unclosed, repetitive, or close to what the readers look for. */
const hostileBodies: Readonly<Record<string, string>> = {
  'open tags': fill('<a '),
  'tags without end': fill('<'),
  'closed tags': fill('<a b="c">d</a>'),
  attributes: `<a ${fill('b="c" ')}>`,
  'deep lists': fill('['),
  'deep objects': fill('{"a":'),
  'parsed depth': `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  'wide object': `{${Array.from({ length: 4_500 }, (_, index) => `"error${index}":"x"`).join(',')}}`,
  'wide fault': `{"Fault":{"Error":[${Array.from({ length: 900 }, () => '{"Message":"Token expired","Detail":"a","code":"3200"}').join(',')}]}}`,
  'one message': JSON.stringify({ message: fill('not authorized to make ') }).slice(0, size),
  colons: fill(':'),
  'name colon': fill('a:'),
  'name equals quote': fill('a="'),
  backslashes: fill('\\'),
  'quoted escapes': fill('"\\"'),
  percent: fill('%41'),
  entities: fill('&amp;'),
  'entity starts': fill('&#0'),
  letters: fill('A'),
  underscores: fill('A_'),
  digits: fill('1'),
  statuses: fill('status 401 '),
  'almost statuses': fill('http '),
  dashes: fill('GW-00'),
  spaces: fill(' '),
  'spaces between': fill('a                '),
  mail: fill('a@b.'),
  'bearer token': fill('bearer '),
  'long words': fill('authenticationunsuccessfulauthorizationunsuccessful'),
  'html page': fill('<div class="x"><p>Something went wrong, try again later</p></div>'),
  'script page': `<html><script>${fill('if (a < b && c > d) e();')}</script></html>`,
  'plain text': fill('The quick brown fox was not permitted to jump over 12 lazy dogs at 10:15. '),
  unicode: fill('é‮😀'),
};

/** Every such body as an answer of every provider, and of none. */
export function hostileEvidence(): Evidence[] {
  return [null, 'xero', 'quickbooks', 'intacct', 'salesforce'].flatMap((provider) =>
    Object.values(hostileBodies).map((body) => ({
      provider,
      phase: 'api' as const,
      answer: { status: 400, headers: {}, body },
      failure: null,
      request: {},
      history: {},
      grant: {},
      siblings: {},
      device: {},
    })),
  );
}
