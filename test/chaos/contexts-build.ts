import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import type { BrowserKind } from '../browsers/driver.ts';
import { scratchDir } from '../browsers/scratch.ts';
import { outputDir, outputs } from '../e2e/stage.ts';

/** The page in the copy, which holds contexts-page.ts and shows nothing. */
export const contextsPage = 'contexts.html';

const scriptFile = 'contexts.js';

/** A copy of the production build with one more page in it. */
export async function buildContexts(kind: BrowserKind): Promise<{ extensionDir: string; remove(): Promise<void> }> {
  const extensionDir = await mkdtemp(join(scratchDir(), 'ledgerline-contexts-'));
  await cp(join(outputDir, outputs[kind]), extensionDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: extensionDir,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: {
        entry: join(import.meta.dirname, 'contexts-page.ts'),
        formats: ['iife'],
        name: 'contextsPage',
        fileName: () => scriptFile,
      },
    },
  });
  await writeFile(
    join(extensionDir, contextsPage),
    `<!doctype html><meta charset="utf-8"><title>contexts</title><script src="${scriptFile}"></script>`,
  );
  return { extensionDir, remove: () => rm(extensionDir, { recursive: true, force: true }) };
}
