import { fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExperimentRun, Extent } from './experiment.ts';
import { addCount, addFailure, emptyTally, type Tally } from './tally.ts';

/** A program that counts for itself, with real browsers or for a long time; what it prints is shown. */
export interface Program {
  id: string;
  extents: readonly Extent[];
  /** A script of ours that reports a tally, or a command that only succeeds or fails. */
  script?: string;
  command?: { line: string; env: Readonly<Record<string, string>> };
}

/** All of them, in the order they run. */
export const programs: readonly Program[] = [
  { id: 'contexts', extents: ['usual', 'full'], script: 'contexts.ts' },
  { id: 'workers', extents: ['usual', 'full'], script: 'kills.ts' },
  { id: 'browsers', extents: ['usual', 'full'], script: 'browser-kills.ts' },
  { id: 'replay', extents: ['usual', 'full'], script: 'replay.ts' },
  { id: 'disk', extents: ['usual', 'full'], script: 'disk.ts' },
  { id: 'way_back', extents: ['usual', 'full'], script: 'way-back.ts' },
  {
    id: 'fuzz',
    extents: ['full'],
    command: {
      line: 'vitest run --config test/vitest.config.ts --project unit --project unit-alone test/unit/diagnosis/property test/unit/reliability',
      env: { DIAGNOSIS_RUNS: '1000000', FUZZ_RUNS: '100000', DEATH_SEEDS: '200', PROPERTY_SEED: 'random' },
    },
  },
  {
    id: 'every_case',
    extents: ['full'],
    command: {
      line: 'vitest run --config test/vitest.config.ts --project sandbox --project e2e',
      env: { EVERY_CASE: '1' },
    },
  },
];

function failed(id: string, code: number | null): Tally {
  const tally = emptyTally();
  addCount(tally, 'trials');
  if (code !== 0) addFailure(tally, 'failed', `${id} ended with ${code}`);
  return tally;
}

/** Runs a program to its end. A script that ends without a tally has failed. */
export function startProgram(program: Program, { seed }: ExperimentRun, say: (text: string) => void): Promise<Tally> {
  const env = { ...process.env, ...program.command?.env, CHAOS_SEED: String(seed) };
  const child = program.script
    ? fork(fileURLToPath(new URL(program.script, import.meta.url)), {
        env,
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      })
    : spawn(program.command?.line ?? 'true', { env, shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => say(text.trimEnd()));
  return new Promise((resolve) => {
    let told: Tally | undefined;
    child.on('message', (tally: Tally) => {
      told = tally;
    });
    child.on('exit', (code) => {
      const own = program.script === undefined || told === undefined || (code !== 0 && !told.failures.failed);
      resolve(own ? failed(program.id, code) : (told ?? failed(program.id, code)));
    });
  });
}
