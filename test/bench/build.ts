import { join } from 'node:path';
import { build, zip } from 'wxt';
import { builtDir, root } from './places.ts';

// Run by bench.ts as a script of its own: the build tool writes its progress to the terminal, and the table stands alone there.
await zip({ root, outDir: builtDir('product') });
await build({ root: join(root, 'test/bench/empty-extension'), outDir: builtDir('empty') });
