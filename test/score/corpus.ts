import { readFileSync } from 'node:fs';
import type { Cause } from '../../lib/model/cause.ts';
import type { Evidence } from '../../lib/model/evidence.ts';

/** One answer of the corpus: what came, and what an expert accepts (test/corpus/README.md). */
export interface CorpusLine {
  id: string;
  evidence: Evidence;
  expect: { cause: Cause; accept: Cause[]; reconnectHelps: 'yes' | 'no' | 'maybe' };
}

/** Answers that were really given (test/corpus/README.md). */
export const realCorpus = new URL('../corpus/real.jsonl', import.meta.url).pathname;

/** Answers made up in the shapes and words that documents name: what the rules were not written from. */
export const madeCorpus = new URL('../corpus/more.jsonl', import.meta.url).pathname;

/** Reads a corpus file: one JSON object per line. Throws on a line that is not JSON, for a broken corpus is no result. */
export function readCorpus(file: string): CorpusLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): CorpusLine => JSON.parse(line));
}
