import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const tools = fileURLToPath(new URL('../../tools', import.meta.url));

describe('the installer', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'ledgerline-install-'));
    await cp(tools, join(root, 'test/tools'), { recursive: true });
    await writeFile(join(root, 'package-lock.json'), '{}');
    // A stand-in for npm that notes how it was called.
    await mkdir(join(root, 'bin'));
    await writeFile(join(root, 'bin/npm'), '#!/bin/sh\necho "$@" >> called\nexit "$NPM_EXIT"\n');
    await chmod(join(root, 'bin/npm'), 0o755);
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const install = (environment: Record<string, string> = { NPM_EXIT: '0' }) => {
    const PATH = `${join(root, 'bin')}:${process.env.PATH ?? ''}`;
    const done = spawnSync(process.execPath, [join(root, 'test/tools/install.mjs')], {
      cwd: tmpdir(),
      env: { ...process.env, PATH, ...environment },
      encoding: 'utf8',
    });
    return { status: done.status, said: done.stdout };
  };
  const calls = (): Promise<string> => readFile(join(root, 'called'), 'utf8').catch(() => '');

  it('installs packages where there are none, without running their scripts', async () => {
    expect(install().status).toBe(0);
    expect(await calls()).toMatch(/^ci --ignore-scripts .*--loglevel error\n$/);
  });

  it('does nothing when the packages are as new as the lock file, and installs again when they are older', async () => {
    await mkdir(join(root, 'node_modules'));
    await writeFile(join(root, 'node_modules/.package-lock.json'), '{}');
    await utimes(join(root, 'package-lock.json'), 1000, 1000);
    expect(install().status).toBe(0);
    expect(await calls()).toBe('');
    await utimes(join(root, 'node_modules/.package-lock.json'), 500, 500);
    expect(install().status).toBe(0);
    expect(await calls()).toContain('ci --ignore-scripts');
  });

  it('fails with a sentence when npm does', () => {
    const { status, said } = install({ NPM_EXIT: '1' });
    expect(status).toBe(1);
    expect(said).toContain('Run it by hand to see why: npm ci --ignore-scripts');
  });
});
