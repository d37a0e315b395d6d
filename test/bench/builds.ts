import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './places.ts';

/** Builds both extensions. Throws with what the build tool said when that fails. */
export function buildBoth(): void {
  const done = spawnSync(process.execPath, [join(root, 'test/bench/build.ts')], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the build failed\n${done.stdout}${done.stderr}`);
}
