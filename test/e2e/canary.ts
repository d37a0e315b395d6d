import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A secret in a place where it has no business; the secret itself stays out of reports. */
export interface Find {
  where: string;
  /** Its number in the list of what was looked for. */
  secret: number;
}

/** Secrets in a text, also where the text is written as JSON or as part of an address. */
export function findInText(where: string, text: string, secrets: readonly string[]): Find[] {
  return secrets.flatMap((value, secret) =>
    text.includes(value) || text.includes(encodeURIComponent(value)) ? [{ where, secret }] : [],
  );
}

/** How a state or a code stands in an address, which may itself stand in an address once or twice. */
const addressed = /(?:state|code)(?:=|%3D|%253D)$/i;

/** Ours are the files in which the browser keeps what an extension stores. */
const ours = /(?:chrome|moz)-extension|Extension (?:Settings|State|Rules|Scripts)|storage\.js/;

/** Compressed by the browser, so that what stands before a value cannot be told. */
const compressed = /\.jsonlz4$/;

function positionsOf(bytes: Buffer, needle: Buffer): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) found.push(at);
  return found;
}

/**
 * State and code reach us through the address bar, as OAuth has it: the browser's own record of visited pages (history,
 * cache, tabs) holds them, whatever a product does. They are used up by then, and stand in addresses; nothing else may.
 */
function isVisit(path: string, bytes: Buffer, needle: Buffer): boolean {
  if (ours.test(path)) return false;
  if (compressed.test(path)) return true;
  return positionsOf(bytes, needle).every((at) => {
    const before = bytes.subarray(Math.max(0, at - 26), at).toString('latin1');
    return addressed.test(before.replaceAll('\0', ''));
  });
}

/** Secrets in the files below a folder, as plain bytes and as UTF-16, the two ways browsers write text down. */
export async function findInFiles(folder: string, secrets: readonly string[]): Promise<Find[]> {
  const needles = secrets.map((value) => [Buffer.from(value, 'utf8'), Buffer.from(value, 'utf16le')]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const finds: Find[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // A browser that is running removes files while they are listed.
    const bytes = await readFile(path).catch(() => undefined);
    needles.forEach((forms, secret) => {
      const isThere = forms.some((form) => bytes?.includes(form) && !isVisit(path, bytes, form));
      if (isThere) finds.push({ where: relative(folder, path), secret });
    });
  }
  return finds;
}
