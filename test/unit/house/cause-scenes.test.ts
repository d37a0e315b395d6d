import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causes } from '../../../lib/model/cause';
import { causeScenes } from '../../e2e/cause-scenes';

const e2e = join(import.meta.dirname, '../../e2e');

describe('the scenes of the causes', () => {
  it('are as many as there are causes', () => {
    expect(Object.keys(causeScenes).sort()).toEqual([...causes].sort());
  });

  it.each(Object.entries(causeScenes))(
    '%s has its scene, written for both browsers, and the cause itself is looked at there',
    (cause, where) => {
      const { file, scene, provider } = where;
      const source = readFileSync(join(e2e, file), 'utf8');
      expect(source).toContain(scene);
      expect(source).toMatch(/describe\.each\(kinds(?:OfOwnCode)?\)/);
      expect(source.toLowerCase()).toContain(provider);
      const names = new RegExp(`\\b${cause}\\b`);
      // A sign-in that was refused is stored nowhere: there the words are what tells.
      if (file !== 'refused-sign-ins.test.ts') expect(source).toMatch(names);
    },
  );
});
