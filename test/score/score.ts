// Scores the diagnosis on answers of a corpus and prints the table: node --experimental-strip-types test/score/score.ts [file.jsonl …] [--wrong]
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import type { Diagnosis } from '../../lib/model/diagnosis.ts';
import type { Evidence } from '../../lib/model/evidence.ts';
import { madeCorpus, readCorpus, realCorpus } from './corpus.ts';
import { hostileEvidence } from './hostile.ts';
import { type Judged, judge, meanConfidence, quantile, time } from './measure.ts';

const timingRounds = 20;
const root = fileURLToPath(new URL('../../', import.meta.url));

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function row(name: string, judged: readonly Judged[]): string {
  const right = judged.filter((item) => item.isRight).length;
  const harmful = judged.filter((item) => item.harm !== undefined).length;
  const cells = [
    name.padEnd(30),
    String(judged.length).padStart(5),
    percent(right, judged.length).padStart(9),
    String(harmful).padStart(8),
    meanConfidence(judged, true).toFixed(2).replace('NaN', '–').padStart(11),
    meanConfidence(judged, false).toFixed(2).replace('NaN', '–').padStart(11),
  ];
  return cells.join(' ');
}

function explain({ line, diagnosis, harm }: Judged): string {
  const said = diagnosis
    ? `${diagnosis.cause} ${diagnosis.confidence.toFixed(2)} [${diagnosis.rules.join(' ')}]`
    : 'threw';
  return `  ${line.id}: expected ${line.expect.accept.join(' | ')}; said ${said}${harm ? ` HARMFUL ${harm}` : ''}`;
}

const args = process.argv.slice(2);
const files = args.filter((argument) => !argument.startsWith('--'));
const lines = (files.length > 0 ? files : [realCorpus]).flatMap(readCorpus);
/** Told apart: the real answers are what counts. */
const made = files.length > 0 ? [] : readCorpus(madeCorpus);

// Node runs this file by stripping types; the product's own modules are built for a bundler, so Vite loads them.
const { module } = await runnerImport<{ diagnose(evidence: Evidence): Diagnosis }>(`${root}lib/diagnosis/diagnose.ts`, {
  root,
  configFile: false,
  logLevel: 'error',
});

const judged = judge(lines, module.diagnose);
const given = lines.map((line) => line.evidence);
const usual = time(given, module.diagnose, timingRounds);
const hostile = time(hostileEvidence(), module.diagnose, timingRounds);

function timing(name: string, durations: readonly number[]): string {
  const [half, slow] = [quantile(durations, 0.5), quantile(durations, 0.99)];
  return `time, ${name}: p50 ${half.toFixed(2)} ms, p99 ${slow.toFixed(2)} ms (${durations.length} runs)`;
}

print(`${'expected cause'.padEnd(30)} lines     top-1  harmful  conf.right  conf.wrong`);
const causes = new Set(lines.map((line) => line.expect.cause));
for (const cause of [...causes].sort()) {
  print(
    row(
      cause,
      judged.filter((item) => item.line.expect.cause === cause),
    ),
  );
}
print(row('overall', judged));
const judgedMade = judge(made, module.diagnose);
if (made.length > 0) print(row('made up after documents', judgedMade));
print(timing('corpus', usual));
print(timing('64 kB bodies made to be slow', hostile));

const toExplain = [...judged, ...judgedMade].filter((item) => !item.isRight || item.harm !== undefined);
if (args.includes('--wrong')) for (const item of toExplain) print(explain(item));
