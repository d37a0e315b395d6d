import { join } from 'node:path';
import { build as buildScript } from 'vite';
import { build, zip } from 'wxt';
import { builtDir, extensionDir, root, workFile } from './places.ts';

// Run by bench.ts as a script of its own: the build tool writes its progress to the terminal, and the table stands alone there.
await zip({ root, outDir: builtDir('product') });
await build({ root: join(root, 'test/bench/empty-extension'), outDir: builtDir('empty') });
await buildScript({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    outDir: extensionDir('product'),
    emptyOutDir: false,
    lib: { entry: join(root, 'test/bench/work.ts'), formats: ['iife'], name: 'work', fileName: () => workFile },
  },
});
