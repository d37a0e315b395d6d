import { expect, it } from 'vitest';
import { runDefinitions } from '../../chaos/definitions';

/** Generated runs; the long run (`npm run chaos`) asks for 100,000. */
const runs = Number(process.env.DEFINITION_RUNS ?? 500);

it(
  'SEC-46 SEC-47 no definition and no import brings a secret to any host but its own',
  async () => {
    const { n, leaks, arrived, errors } = await runDefinitions({ runs, seed: 16 });
    expect(leaks.slice(0, 5)).toEqual([]);
    expect([...new Set(errors)].slice(0, 5)).toEqual([]);
    expect(n).toBe(runs);
    const kinds = [
      'app key',
      'managed key',
      'owed key',
      'owed token',
      'refresh token',
      'access token',
      'code',
      'verifier',
    ];
    expect(kinds.filter((kind) => (arrived[kind] ?? 0) === 0)).toEqual([]);
  },
  60_000 + runs * 20,
);
