import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where a build of this run lies, beside the builds of `npm run build`. */
export const builtDir = (which: 'product' | 'empty'): string => join(root, '.output', 'bench', which);

/** The unpacked extension of such a build. */
export const extensionDir = (which: 'product' | 'empty'): string => join(builtDir(which), 'chrome-mv3');

/** The script of work.ts, laid beside the extension. */
export const workFile = 'bench-work.js';
