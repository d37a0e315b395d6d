import { describe, expect, it } from 'vitest';
import { runReportNames } from '../../chaos/report-names.ts';

/** How many sentences are tried; `npm run chaos` asks for ten times as many. */
const runs = Number(process.env.REPORT_RUNS ?? 1_000);
const seed = Number(process.env.REPORT_SEED ?? 20_261_122);

describe('provider sentences in a support report', () => {
  it(
    'SEC-43 leave no name, id or secret behind, in whatever notation they were planted',
    () => {
      const { n, reached, leaks } = runReportNames({ runs, seed });
      console.log(n, reached, leaks.length);
      expect(n).toBe(runs);
      expect(reached).toBeGreaterThan(runs * 0.8);
      expect(leaks).toEqual([]);
    },
    Math.max(30_000, runs * 10),
  );
});
