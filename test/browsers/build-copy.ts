import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchDir } from './scratch.ts';

/** Stands in the manifest for hosts that only their users know. */
const anyHost = 'https://*/*';

export interface BuildCopy {
  dir: string;
  manifest: Record<string, unknown>;
  remove(): Promise<void>;
}

/**
 * A temporary copy of a built extension, code untouched. With `grantHosts` the hosts of its own providers, and those named
 * there, and every optional permission, are required instead of optional: headless Chromium cannot answer a permission prompt. Any other host still has
 * to be asked for.
 */
export async function copyBuild(
  extensionDir: string,
  { grantHosts }: { grantHosts: false | readonly string[] },
): Promise<BuildCopy> {
  const dir = await mkdtemp(join(scratchDir(), 'ledgerline-build-'));
  await cp(extensionDir, dir, { recursive: true });
  const file = join(dir, 'manifest.json');
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${extensionDir} has no manifest`);
  const manifest: Record<string, unknown> = { ...parsed };
  if (grantHosts) {
    const optional = listOf(manifest.optional_host_permissions);
    const named = optional.filter((pattern) => pattern !== anyHost);
    manifest.host_permissions = [...listOf(manifest.host_permissions), ...named, ...grantHosts];
    manifest.optional_host_permissions = [anyHost];
    manifest.permissions = [...listOf(manifest.permissions), ...listOf(manifest.optional_permissions)];
    manifest.optional_permissions = [];
    await writeFile(file, JSON.stringify(manifest));
  }
  return { dir, manifest, remove: () => rm(dir, { recursive: true, force: true }) };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
