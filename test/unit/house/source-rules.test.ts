import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface SourceFile {
  path: string;
  text: string;
  /** Without comments and without the sources that rules of the diagnosis name: the rules here are about code. */
  code: string;
}

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      const code = text
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/(^|[^:])\/\/.*$/gm, '$1')
        .replace(/\bsource:\s*'[^']*'/g, "source: ''");
      return { path: relative(root, path), text, code };
    });
}

const product = ['lib', 'components', 'entrypoints'].flatMap(filesBelow);
const pure = ['lib/model', 'lib/providers', 'lib/diagnosis', 'lib/guidance', 'lib/report-tools'].flatMap(filesBelow);

function offenders(files: readonly SourceFile[], pattern: RegExp, except: readonly string[] = []): string[] {
  return files.filter(({ path, code }) => pattern.test(code) && !except.includes(path)).map(({ path }) => path);
}

describe('the house', () => {
  it('reads a real tree', () => {
    expect(product.length).toBeGreaterThan(100);
    expect(pure.length).toBeGreaterThan(30);
  });

  it.each([
    ['a clock of their own', /\bDate\.now\(|new Date\(\)|performance\.now/],
    ['chance', /Math\.random|crypto\.(randomUUID|getRandomValues)/],
    ['the network', /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/],
    ['a browser API', /\b(browser|chrome)\.[a-z]+\.|\bdocument\.|\bwindow\.|navigator\.|indexedDB|localStorage/],
    ['the console', /\bconsole\./],
  ])('keeps model, providers, diagnosis and guidance without %s', (_what, pattern) => {
    expect(offenders(pure, pattern)).toEqual([]);
  });

  it('SEC-56 writes no HTML from text and evaluates nothing', () => {
    const pattern =
      /\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function|dangerouslySetInnerHTML/;
    expect(offenders(product, pattern)).toEqual([]);
  });

  it('SEC-17 opens addresses of tabs only from the wrapper of our own pages and that of the sign-in', () => {
    const opening =
      /location\.(href|hash)?\s*=[^=]*https?:|location\.(assign|replace)\(|window\.open\(|tabs\.create\(|windows\.create\(/;
    expect(offenders(product, opening).sort()).toEqual(['lib/browser/auth-tab.ts', 'lib/browser/own-pages.ts']);
  });

  it('SEC-20 lets no page of ours run a sign-in: the background alone does', () => {
    const pages = product.filter(({ path }) => /^(components|entrypoints\/(popup|console|page-))/.test(path));
    expect(pages.length).toBeGreaterThan(50);
    expect(offenders(pages, /openAuth(Window|Tab)|\b(start|complete|finish|begin)SignIn\b|exchangeCode/)).toEqual([]);
    expect(offenders(product, /launchWebAuthFlow/)).toEqual(['lib/browser/auth-window.ts']);
  });

  it('SEC-32 gives no request more than 20 s: an idle worker is cut after 30', () => {
    const deadlines = product.flatMap(({ path, code }) =>
      [...code.matchAll(/[dD]eadlineMs\s*[=:]\s*([\d_]+)/g)].map(([, ms]) => ({
        path,
        ms: Number(ms?.replaceAll('_', '')),
      })),
    );
    expect(deadlines.length).toBeGreaterThan(3);
    expect(deadlines.filter(({ ms }) => !(ms > 0 && ms <= 20_000))).toEqual([]);
  });

  it('SEC-45 syncs nothing, and reads tokens nowhere but where they are used', () => {
    expect(offenders(product, /storage\.sync|\bsync\b[^\n]*= browser\.storage/)).toEqual([
      'lib/browser/storage-access.ts',
    ]);
    const opening = offenders(product, /\bopenGrant\b|\bTokenSet\b/);
    expect(opening.filter((path) => !/^lib\/(model|vault|oauth|engines\/local|providers)\//.test(path))).toEqual([]);
  });

  it('SEC-54 listens to no other extension and no web page', () => {
    expect(offenders(product, /onMessageExternal|onConnectExternal|onConnect\b/)).toEqual([]);
  });

  it('waits for the end of every transaction that writes, together with its writes', () => {
    const writing = ['lib/store', 'lib/vault'].flatMap(filesBelow).filter(({ code }) => /\.transaction\(/.test(code));
    expect(writing.length).toBeGreaterThan(8);
    const wrong = writing.filter(({ code }) => {
      const begun = [...code.matchAll(/\.transaction\((?:\[[^\]]*\]|[^,)]*),\s*'readwrite'/g)].length;
      // A write that is awaited alone leaves the end of the transaction unheard when it is refused.
      const ended = [...code.matchAll(/Promise\.all\(\[[^;]*transaction\.done\]\)|\.push\([^;]*transaction\.done\)/g)]
        .length;
      return begun !== ended || /await [\w.]*(store|objectStore\([^)]*\))\.(put|add|delete|clear)\(/.test(code);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
    // The scratch database that makes room in the browser's log holds nothing of ours.
    const elsewhere = product.filter(({ path }) => !/^lib\/(store|vault)\/|database-log/.test(path));
    expect(offenders(elsewhere, /'readwrite'/)).toEqual([]);
  });

  it('imports the small zod only', () => {
    expect(offenders(product, /from 'zod'|from 'zod\/v4'/)).toEqual([]);
  });

  it('builds no large schema before it is used: each one costs every start of the worker', () => {
    const eager = /^(export )?const \w+ = z\.(object|strictObject|discriminatedUnion|union|record|array|extend)\(/m;
    // The diagnosis is a script of its own, loaded when it is needed.
    expect(offenders(product, eager).filter((path) => !path.startsWith('lib/diagnosis/'))).toEqual([]);
  });

  it('touches extension APIs only through lib/browser', () => {
    const wrapped = /\bbrowser\.(storage|alarms|identity|permissions|scripting|tabs|windows|action|notifications)\b/;
    const outside = product.filter(({ path }) => !path.startsWith('lib/browser/'));
    expect(offenders(outside, wrapped)).toEqual([]);
  });

  it('names no provider outside lib/providers', () => {
    const outside = product.filter(({ path }) => !path.startsWith('lib/providers/'));
    expect(offenders(outside, /quickbooks|intuit|xero|intacct|salesforce/i)).toEqual([]);
  });

  it('writes no bang and no unchecked cast', () => {
    expect(offenders(product, /[\w\])]!\.\w|\)\s+as (?!const\b)|\w as (unknown|[A-Z]\w+)\b|: any\b|<any>/)).toEqual([]);
  });

  it('keeps files at one subject: 250 lines', () => {
    expect(product.filter(({ text }) => text.split('\n').length > 251).map(({ path }) => path)).toEqual([]);
  });

  it('gives every export of lib a docstring', () => {
    const bare = filesBelow('lib').flatMap(({ path, text }) =>
      [...text.matchAll(/(?<before>.*)\nexport (?:async )?function (?<name>\w+)/g)]
        .filter(({ groups }) => !(groups?.before ?? '').trim().endsWith('*/'))
        .map(({ groups }) => `${path}: ${groups?.name}`),
    );
    expect(bare).toEqual([]);
  });
});
