import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtDir, extensionDir } from './places.ts';

const read = (file: string): string => readFileSync(join(extensionDir('product'), file), 'utf8');

/** Bytes of built files, each compressed by itself with gzip -9. */
export const gzipBytes = (...files: string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);

/** A script and everything it imports. */
function withImports(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, path] of read(file).matchAll(/(?:from|import)\s*["'`]([^"'`]+\.js)["'`]/g)) {
    withImports(join(file, '..', path ?? ''), known);
  }
  return known;
}

/** The scripts and styles a page of the extension loads. */
export function filesOfPage(page: string): string[] {
  const html = read(page);
  const scripts = [...html.matchAll(/<script[^>]*\bsrc="\/([^"]+)"/g)].map(([, path]) => path ?? '');
  const styles = [...html.matchAll(/<link[^>]*rel="stylesheet"[^>]*\bhref="\/([^"]+)"/g)].map(([, path]) => path ?? '');
  if (scripts.length === 0) throw new Error(`${page} loads no script`);
  return [...new Set(scripts.flatMap((script) => [...withImports(script)])), ...styles];
}

/** The package as it goes to the store. */
export function zipBytes(): number {
  const zip = readdirSync(builtDir('product')).find((file) => file.endsWith('.zip'));
  if (!zip) throw new Error('the build left no zip');
  return readFileSync(join(builtDir('product'), zip)).length;
}
