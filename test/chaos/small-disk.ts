import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own in memory, small enough to be filled to the last byte. */
export interface SmallDisk {
  dir: string;
  /** Takes all the space there is, and whatever becomes free after that. */
  fill(): void;
  /** Gives the space back. */
  free(): void;
  freeBytes(): number;
  remove(): void;
}

/** How often space that became free is taken again: browsers tidy up when there is little left. */
const topUpMs = 50;

function appendUntilFull(file: string): void {
  for (const size of [1 << 20, 1 << 12]) {
    const block = Buffer.alloc(size, 1);
    try {
      for (;;) appendFileSync(file, block);
    } catch {
      // ENOSPC: nothing of this size fits in any more.
    }
  }
}

/** Mounts the disk; says why in words where this machine does not allow it. */
export function mountSmallDisk(megabytes: number): SmallDisk | string {
  if (process.platform !== 'linux') return `no tmpfs on ${process.platform}`;
  const dir = mkdtempSync(join(tmpdir(), 'ledgerline-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir], { stdio: 'pipe' });
  } catch (error) {
    rmdirSync(dir);
    return `no file system may be mounted here: ${String(error).split('\n').at(1) ?? String(error)}`;
  }
  const ballast = join(dir, 'ballast');
  let topUp: NodeJS.Timeout | undefined;
  const free = (): void => {
    clearInterval(topUp);
    rmSync(ballast, { force: true });
  };
  const remove = (): void => {
    process.off('exit', remove);
    free();
    // A browser that has just ended may keep files open for a moment; the disk goes when they are closed.
    execFileSync('umount', ['--lazy', dir]);
    rmdirSync(dir);
  };
  // Also where the run is stopped from outside.
  process.once('exit', remove);
  return {
    dir,
    fill() {
      appendUntilFull(ballast);
      topUp = setInterval(() => appendUntilFull(ballast), topUpMs);
    },
    free,
    freeBytes() {
      const { bavail, bsize } = statfsSync(dir);
      return Number(bavail) * Number(bsize);
    },
    remove,
  };
}
