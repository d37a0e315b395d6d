import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TroubleScene, troubleScenes, troubles } from '../../e2e/trouble-scenes';

const e2e = join(import.meta.dirname, '../../e2e');

const scenes = Object.entries(troubleScenes).flatMap(([provider, table]) =>
  troubles.flatMap((trouble) => {
    const entry = table[trouble];
    return 'absent' in entry ? [] : [{ provider, trouble, ...entry }];
  }),
);

describe('the scenes of what goes wrong at every provider', () => {
  it.each(scenes)(
    '$provider, $trouble: is there, written for both browsers, with its sentence',
    ({ file, scene, says }) => {
      const source = readFileSync(join(e2e, file), 'utf8');
      expect(source).toContain(scene);
      expect(source).toMatch(/describe\.each\(kinds(?:OfOwnCode)?\)/);
      expect(source).toContain(says);
    },
  );

  it.each(Object.entries(troubleScenes))('%s tells them apart, each in its own sentence', (_provider, table) => {
    const told = troubles
      .map((trouble) => table[trouble])
      .filter((entry): entry is TroubleScene => !('absent' in entry) && entry.isToldLike === undefined)
      .map(({ says }) => says);
    expect(new Set(told).size).toBe(told.length);
  });

  it('leaves out only what a provider does not have, and says why', () => {
    const absent = Object.values(troubleScenes).flatMap((table) =>
      troubles.flatMap((trouble) => ('absent' in table[trouble] ? [table[trouble].absent] : [])),
    );
    expect(absent.length).toBeLessThanOrEqual(6);
    expect(absent.filter((why) => why.length < 20)).toEqual([]);
  });
});
