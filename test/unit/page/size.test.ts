import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { watchedScreensModule } from '../../../lib/providers/watched-screens';

/** Bytes of a page script as the build would ship it: one minified file, gzip -9. */
async function shippedBytes(name: string): Promise<number> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [watchedScreensModule()],
    build: {
      write: false,
      lib: { entry: `entrypoints/${name}.ts`, formats: ['iife'], name: 'script', fileName: name },
    },
  });
  const [bundle] = Array.isArray(made) ? made : [made];
  if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
  return gzipSync(bundle.output[0].code, { level: 9 }).length;
}

describe('page scripts', () => {
  it('stay small: the watcher 4 kB, both together 20 kB', async () => {
    const [watchBytes, guideBytes] = [await shippedBytes('page-watch'), await shippedBytes('page-guide')];
    expect(watchBytes).toBeLessThanOrEqual(4096);
    expect(watchBytes + guideBytes).toBeLessThanOrEqual(20_480);
  });

  it('stay small on report tools: the watcher 4 kB, both together 20 kB', async () => {
    const [watchBytes, markerBytes] = [await shippedBytes('report-watch'), await shippedBytes('report-marker')];
    expect(watchBytes).toBeLessThanOrEqual(4096);
    expect(watchBytes + markerBytes).toBeLessThanOrEqual(20_480);
  });
});
