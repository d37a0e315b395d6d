// One of the processes that play cases for chaos.ts. The product's modules are built for a bundler, so Vite loads them.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import type { Experiment, ExperimentRun } from './experiment.ts';
import { addFailure, emptyTally, type Tally } from './tally.ts';

/** What chaos.ts asks for, and what it gets. */
export type Order = { experiment: string; run: ExperimentRun } & ({ kind: 'size' } | { kind: 'play'; index: number });
export type Report =
  | { kind: 'ready' }
  | { kind: 'size'; experiment: string; size: number }
  | { kind: 'played'; experiment: string; index: number; tally: Tally; tookMs: number };

const root = fileURLToPath(new URL('../../', import.meta.url));
const send = (report: Report): void => void process.send?.(report);

const { module } = await runnerImport<{ experiments: readonly Experiment[] }>(
  `${root}test/chaos/experiments/index.ts`,
  {
    root,
    configFile: false,
    logLevel: 'error',
  },
);

async function obey(order: Order): Promise<void> {
  const experiment = module.experiments.find(({ id }) => id === order.experiment);
  if (order.kind === 'size')
    return send({ kind: 'size', experiment: order.experiment, size: experiment?.size(order.run) ?? 0 });
  const startMs = performance.now();
  const tally = emptyTally();
  try {
    await experiment?.play(order.index, order.run, tally);
  } catch (error) {
    addFailure(tally, 'harness', `case ${order.index}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const tookMs = performance.now() - startMs;
  send({ kind: 'played', experiment: order.experiment, index: order.index, tally, tookMs });
}

let work = Promise.resolve();
process.on('message', (order: Order) => {
  work = work.then(() => obey(order));
});
// The one who prints the table decides when it is over.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
send({ kind: 'ready' });
