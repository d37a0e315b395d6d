import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExperimentRun } from './experiment.ts';
import type { Tally } from './tally.ts';
import type { Order, Report } from './worker.ts';

/** One case that is to be played. */
export interface Case {
  experiment: string;
  index: number;
}

/** Processes that play cases side by side. */
export interface Pool {
  size(experiment: string): Promise<number>;
  /** Plays all of them, in order; a process that dies takes its case with it, and that is reported. */
  play(cases: readonly Case[], played: (one: Case, tally: Tally | undefined, tookMs: number) => void): Promise<void>;
  close(): void;
}

const script = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A process grows with what dead workers of the simulation leave behind; it is replaced after so many cases. */
const casesPerProcess = 400;

/** Most of what a case makes is gone a moment later: with more room for the young, less of it is ever collected. */
const youngMemory = ['--max-semi-space-size=64'];

function next(child: ChildProcess): Promise<Report | undefined> {
  return new Promise((resolve) => {
    const onMessage = (report: Report): void => {
      child.off('exit', onExit);
      resolve(report);
    };
    const onExit = (): void => {
      child.off('message', onMessage);
      resolve(undefined);
    };
    child.once('message', onMessage);
    child.once('exit', onExit);
  });
}

async function start(): Promise<ChildProcess> {
  const child = fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: youngMemory });
  await next(child);
  return child;
}

/** Starts so many processes. */
export async function openPool(processes: number, run: ExperimentRun): Promise<Pool> {
  const children = await Promise.all(Array.from({ length: processes }, start));
  let isClosed = false;

  async function ask(at: number, order: Order): Promise<Report | undefined> {
    const child = children[at];
    if (!child?.connected) return undefined;
    const answer = next(child);
    child.send(order);
    return answer;
  }

  async function replace(at: number): Promise<void> {
    children[at]?.disconnect();
    children[at] = await start();
  }

  return {
    async size(experiment) {
      const report = await ask(0, { kind: 'size', experiment, run });
      return report?.kind === 'size' ? report.size : 0;
    },
    async play(cases, played) {
      const queue = [...cases];
      const worker = async (at: number): Promise<void> => {
        let count = 0;
        for (let one = queue.shift(); one !== undefined && !isClosed; one = queue.shift()) {
          const report = await ask(at, { kind: 'play', ...one, run });
          if (isClosed) return;
          const isPlayed = report?.kind === 'played';
          played(one, isPlayed ? report.tally : undefined, isPlayed ? report.tookMs : 0);
          count += 1;
          if (!report || count % casesPerProcess === 0) await replace(at);
        }
      };
      await Promise.all(children.map((_child, at) => worker(at)));
    },
    close() {
      isClosed = true;
      for (const child of children) if (child.connected) child.disconnect();
    },
  };
}
