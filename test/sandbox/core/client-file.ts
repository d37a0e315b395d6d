import { existsSync, readFileSync } from 'node:fs';
import { type Reply, textReply } from './http.ts';

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

/** Scripts that played products share. */
const shared = new URL('./client/', import.meta.url);

/**
 * Answers `/_shell/<name>.js` and `.css`, the files a played product runs in the browser: from its own folder, or from
 * what all of them share. Undefined for every other address.
 */
export function findClientFile(path: string, own: URL): Reply | undefined {
  const [, name, type] = /^\/_shell\/([\w-]+\.(js|css))$/.exec(path) ?? [];
  if (!name || !type) return undefined;
  const file = [own, shared].map((folder) => new URL(name, folder)).find((candidate) => existsSync(candidate));
  if (!file) return textReply(404, 'Not found');
  return textReply(200, readFileSync(file, 'utf8'), { 'content-type': `${types[type]}; charset=utf-8` });
}
