import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/sandbox.ts';
import { isEveryCase } from './in-turn.ts';
import { outputDir } from './stage.ts';

interface File {
  path: string;
  bytes: Buffer;
}

async function filesBelow(folder: string): Promise<File[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.sort().map(async (path) => ({ path: relative(folder, path), bytes: await readFile(path) })));
}

const hashOf = ({ path, bytes }: File): string => `${path} ${createHash('sha256').update(bytes).digest('hex')}`;

/** What secrets look like: the value of a member or field of that name, a JWT, a private key. */
const secretShapes = [
  /client_?secret["']?\s*[:=]\s*["'`][\w-]{8,}["'`]/i,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /refresh_?token["']?\s*[:=]\s*["'`][\w-]{8,}["'`]/i,
];

describe.each([
  ['chrome', 'chrome-mv3'],
  ['firefox', 'firefox-mv3'],
])('the package for %s', (browser, folder) => {
  it('SEC-08 holds no secret', async () => {
    expect(secretShapes.every((shape) => !shape.test('client_secret: app.clientSecret'))).toBe(true);
    expect(secretShapes.some((shape) => shape.test("clientSecret: 'Zx81kQpL0vW7'"))).toBe(true);
    const sandbox = await startSandbox();
    const { quickbooks, xero } = sandbox.control;
    await sandbox.close();
    const known = [
      quickbooks.app.secret,
      quickbooks.developmentApp.secret,
      xero.webApp.secret ?? '',
      xero.app.clientId,
    ];
    const files = await filesBelow(join(outputDir, folder));
    expect(files.length).toBeGreaterThan(10);
    for (const { path, bytes } of files) {
      const text = bytes.toString('utf8');
      const found = [...secretShapes.filter((shape) => shape.test(text)), ...known.filter((one) => text.includes(one))];
      expect([path, found]).toEqual([path, []]);
    }
  });

  /** The other is built by the same code from the same sources. */
  it.runIf(isEveryCase || browser === 'chrome')(
    'SEC-81 is the same byte for byte when it is built again from the same sources',
    async () => {
      const outDir = await mkdtemp(join(tmpdir(), 'ledgerline-again-'));
      try {
        const script = `import { build } from 'wxt'; await build(${JSON.stringify({ browser, outDir })});`;
        // The test runner's own mode would build the parts that are for tests.
        const env = { ...process.env, NODE_ENV: 'production' };
        await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd(), env });
        const again = (await filesBelow(join(outDir, folder))).map(hashOf);
        expect(again).toEqual((await filesBelow(join(outputDir, folder))).map(hashOf));
      } finally {
        await rm(outDir, { recursive: true, force: true });
      }
    },
  );
});
