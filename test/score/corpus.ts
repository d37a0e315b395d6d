import { readFileSync } from 'node:fs';
import type { Cause } from '../../lib/model/cause.ts';
import type { Evidence } from '../../lib/model/evidence.ts';

/** One answer of the corpus: what came, and what an expert accepts (test/corpus/README.md). */
export interface CorpusLine {
  id: string;
  evidence: Evidence;
  expect: { cause: Cause; accept: Cause[]; action: string; reconnectHelps: 'yes' | 'no' | 'maybe' };
  why: string;
}

/** Reads a corpus file: one JSON object per line. Throws on a line that is not JSON, for a broken corpus is no result. */
export function readCorpus(file: string): CorpusLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): CorpusLine => JSON.parse(line));
}
