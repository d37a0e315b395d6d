import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BuildCopy {
  dir: string;
  manifest: Record<string, unknown>;
  remove(): Promise<void>;
}

/**
 * A temporary copy of a built extension, code untouched. With `grantHosts` its optional hosts are required ones:
 * headless Chromium cannot answer a permission prompt.
 */
export async function copyBuild(extensionDir: string, { grantHosts }: { grantHosts: boolean }): Promise<BuildCopy> {
  const dir = await mkdtemp(join(tmpdir(), 'ledgerline-build-'));
  await cp(extensionDir, dir, { recursive: true });
  const file = join(dir, 'manifest.json');
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${extensionDir} has no manifest`);
  const manifest: Record<string, unknown> = { ...parsed };
  if (grantHosts) {
    const optional = listOf(manifest.optional_host_permissions);
    manifest.host_permissions = [...listOf(manifest.host_permissions), ...optional];
    delete manifest.optional_host_permissions;
    await writeFile(file, JSON.stringify(manifest));
  }
  return { dir, manifest, remove: () => rm(dir, { recursive: true, force: true }) };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
