// Counts for chaos.ts how often many contexts that want the same refresh send other than one request, in both browsers.
import { runManyContexts } from './many-contexts.ts';
import { addCount, addFailure, emptyTally } from './tally.ts';

const tally = emptyTally();
for (const kind of ['chromium', 'firefox'] as const) {
  const { n, wrong } = await runManyContexts({ kind, contexts: 10, rounds: Number(process.env.CONTEXT_ROUNDS ?? 50) });
  addCount(tally, 'trials', n);
  for (const mistake of wrong) addFailure(tally, 'failed', `${kind}: ${mistake}`);
}
process.send?.(tally);
