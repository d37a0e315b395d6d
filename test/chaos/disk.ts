// Counts for chaos.ts what a really full disk under the profile costs, in both browsers; says why where none may be mounted.
import { runFullDisk } from './full-disk.ts';
import { addCount, addFailure, emptyTally, type Tally } from './tally.ts';

async function countLosses(kind: 'chromium' | 'firefox', tally: Tally): Promise<void> {
  const { n, lost, skipped } = await runFullDisk({ kind });
  if (skipped !== undefined) process.stdout.write(`${kind}: the full disk was not tried, ${skipped}\n`);
  // Without a disk nothing is counted, so the table says "not run".
  if (n > 0) addCount(tally, 'trials', n);
  for (const loss of lost) addFailure(tally, 'failed', `${kind}: ${loss}`);
}

const tally = emptyTally();
for (const kind of ['chromium', 'firefox'] as const) {
  try {
    await countLosses(kind, tally);
  } catch (error) {
    addFailure(tally, 'failed', `${kind}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
// The browsers' ends of the pipes stay open for a while.
if (process.send) process.send(tally, undefined, undefined, () => process.exit());
else process.exit(tally.failures.failed ? 1 : 0);
