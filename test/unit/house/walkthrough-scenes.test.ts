import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providerPaths } from '../../../lib/providers/paths';
import { providerScreens } from '../../../lib/providers/screens';
import { walkthroughScenes } from '../../e2e/walkthrough-scenes';

const pathsOf = (provider: string) => providerPaths.get(provider)?.paths ?? [];

const scenes = Object.entries(walkthroughScenes).flatMap(([provider, ways]) =>
  Object.entries(ways).map(([way, scene]) => ({ provider, way, ...scene })),
);

describe('the scenes of ways over the providers’ own screens', () => {
  it.each(scenes)('$provider, $way: is there, written for both browsers', ({ file, scene }) => {
    const source = readFileSync(join(import.meta.dirname, '../../e2e', file), 'utf8');
    expect(source).toContain(scene);
    expect(source).toContain('describe.each(kinds)');
  });

  it.each([...providerPaths.keys()])('%s has one for each of its ways, and for the sign-in', (provider) => {
    const ways = pathsOf(provider).map(({ cause, only }) => [cause, only?.name].filter(Boolean).join(' '));
    expect(Object.keys(walkthroughScenes[provider] ?? {}).sort()).toEqual([...new Set(['reconnect', ...ways])].sort());
  });

  it('none of its screens has words of its own for a cause whose way goes over it: nobody would read them', () => {
    const unread = providerScreens.flatMap(({ id, providerId, steps = {} }) =>
      Object.keys(steps).flatMap((topic) => {
        const own = pathsOf(providerId).filter(({ cause }) => cause === topic);
        const isAlways = own.some(({ only }) => only === undefined);
        const goOver = own.filter((path) => path.steps.some(({ screens }) => screens.includes(id)));
        return isAlways && goOver.length === own.length ? [`${id} ${topic}`] : [];
      }),
    );
    expect(unread).toEqual([]);
  });
});
