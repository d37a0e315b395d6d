// Plays generated schedules of trouble and prints one table: node test/chaos/chaos.ts [--only <figure,…>] [--seed <n>] [--full | --short]
import { appendFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExperimentRun } from './experiment.ts';
import { type Figure, figures, formatFigures } from './figures.ts';
import { type Case, openPool, type Pool } from './pool.ts';
import { type Program, programs, startProgram } from './programs.ts';
import { progressOf } from './progress.ts';
import { emptyTally, mergeTally, type Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    full: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
  },
});

/** Small experiments first: what is stopped early has seen something of everything. */
const order = ['reports', 'items', 'writes', 'records', 'watch', 'definitions', 'deaths', 'schedules'];

const hourMs = 60 * 60_000;
const maxExamples = 3;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function chosenFigures(): readonly Figure[] {
  const wanted = values.only?.split(',').map((id) => id.trim());
  const unknown = wanted?.find((id) => !figures.some((figure) => figure.id === id));
  if (unknown !== undefined) {
    say(`there is no figure "${unknown}"; there are ${figures.map(({ id }) => id).join(', ')}`);
    process.exit(2);
  }
  return figures.filter(({ id }) => wanted?.includes(id) ?? true);
}

const chosen = chosenFigures();
const run: ExperimentRun = {
  seed: Number(values.seed),
  extent: values.full ? 'full' : values.short ? 'short' : 'usual',
};
const wanted = new Set(chosen.flatMap(({ from }) => from));
const tallies: Record<string, Tally> = {};
const file = join(tmpdir(), `ledgerline-chaos-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`);
const startedMs = Date.now();
const progress = progressOf(say);

function keep(experiment: string, tally: Tally, what: object): void {
  tallies[experiment] ??= emptyTally();
  mergeTally(tallies[experiment], tally);
  appendFileSync(file, `${JSON.stringify({ experiment, ...what, tally })}\n`);
}

function crashed(one: Case): Tally {
  const tally = emptyTally();
  tally.failures.harness = { count: 1, examples: [`case ${one.index} ended its process`] };
  return tally;
}

async function playCases(pool: Pool): Promise<void> {
  const cases: Case[] = [];
  for (const experiment of order.filter((id) => wanted.has(id))) {
    const size = await pool.size(experiment);
    progress.expect(experiment, size);
    cases.push(...Array.from({ length: size }, (_, index) => ({ experiment, index })));
  }
  await pool.play(cases, (one, tally, tookMs) => {
    keep(one.experiment, tally ?? crashed(one), { index: one.index, tookMs: Math.round(tookMs) });
    progress.done(one.experiment);
  });
}

async function runProgram(program: Program): Promise<void> {
  progress.expect(program.id, 1);
  keep(program.id, await startProgram(program, run, say), {});
  progress.done(program.id);
}

/** What went wrong, with the seed that shows it again, and what could not be saved. */
function explain(): void {
  for (const [experiment, { failures, excused, worst }] of Object.entries(tallies)) {
    for (const [kind, { count, examples }] of Object.entries(failures)) {
      say(`\n${experiment}: ${kind}, ${count} times`);
      for (const example of examples.slice(0, maxExamples)) say(`  ${example}`);
    }
    for (const [name, { value, where }] of Object.entries(worst))
      say(`\n${experiment}: worst ${name} ${value}\n  ${where}`);
    for (const [reason, count] of Object.entries(excused))
      say(`\n${experiment}: could not be saved, ${count} times\n  ${reason}`);
  }
}

function finish(isStopped: boolean): never {
  progress.end();
  explain();
  const minutes = ((Date.now() - startedMs) / 60_000).toFixed(1);
  say(
    `\nseed ${run.seed}, ${run.extent} run, ${minutes} min${isStopped ? ', stopped early' : ''}; every case is in ${file}\n`,
  );
  say(formatFigures(tallies, chosen));
  const isMissed = chosen.some((figure) => figure.read(tallies).isMet === false);
  const crashes = Object.values(tallies).reduce((total, { failures }) => total + (failures.harness?.count ?? 0), 0);
  if (crashes > 0) say(`\n${crashes} cases ended their process: what they would have shown is not in the table`);
  process.exit(isMissed || isStopped || crashes > 0 ? 1 : 0);
}

const pool = await openPool(Math.max(1, Math.min(2, availableParallelism())), run);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    pool.close();
    finish(true);
  });
// The usual run ends within the hour whatever the machine; what it has by then counts.
if (run.extent !== 'full') setTimeout(() => finish(true), 58 * 60_000).unref();
else setTimeout(() => finish(true), 14 * hourMs).unref();

async function runPrograms(): Promise<void> {
  for (const program of programs)
    if (wanted.has(program.id) && program.extents.includes(run.extent)) await runProgram(program);
}

// Real browsers mostly wait, so they run beside the simulation.
await Promise.all([playCases(pool), runPrograms()]);
pool.close();
finish(false);
