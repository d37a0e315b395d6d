import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The last commit of version 0.1.0: the build that people go back to. */
const commitBefore = '7b518f38244fd0369ea1140565cb95c3a0ec9963';

const root = process.cwd();

/** Runs a command; its own words are the error when it fails. */
function run(command: string, parameters: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${parameters.join(' ')} failed\n${error ?? ''}${stdout}${stderr}`);
}

const isKnown = (commit: string): boolean =>
  spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root }).status === 0;

/** The build before this one, for both browsers, in a folder of its own. */
export interface BuildBefore {
  extensionDirs: { chromium: string; firefox: string };
  remove(): Promise<void>;
}

/** Builds version 0.1.0 with the packages of this checkout. Throws with the reason where the commit is not in this clone. */
export async function makeBuildBefore(): Promise<BuildBefore> {
  if (!isKnown(commitBefore)) {
    throw new Error(
      `This clone does not have the commit of version 0.1.0 (${commitBefore}), probably because it is shallow: git fetch --unshallow`,
    );
  }
  const dir = await mkdtemp(join(tmpdir(), 'ledgerline-before-'));
  const archive = join(dir, 'source.tar');
  run('git', ['archive', '--output', archive, commitBefore], root);
  run('tar', ['-xf', archive, '-C', dir], root);
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction');
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  for (const browser of ['chrome', 'firefox']) run(process.execPath, [wxt, 'build', '-b', browser], dir);
  const output = join(dir, '.output');
  return {
    extensionDirs: { chromium: join(output, 'chrome-mv3'), firefox: join(output, 'firefox-mv3') },
    remove: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
}
