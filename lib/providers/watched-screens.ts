import type { Finder, ScreenFacts } from './screen';
import { providerScreens } from './screens';

/** A screen as the watcher in the page knows it: where to draw and what to say stay with the overlay, which is loaded when it is needed. */
export type WatchedScreen = Pick<
  ScreenFacts,
  'id' | 'hosts' | 'path' | 'inFrames' | 'landmarks' | 'companyKey' | 'hostKey' | 'errorText' | 'errorParameters'
>;

/** JavaScript that stands for a value; what is undefined leaves a gap in its list. */
function sourceOf(value: unknown): string {
  if (value === undefined) return '';
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(',').replace(/,+$/, '')}]`;
  return JSON.stringify(value);
}

/** A finder as a list: its selector, then its texts. */
const packed = (finders: readonly Finder[] | undefined): unknown =>
  finders?.map(({ selector, texts }) => [selector, ...(texts ?? [])]);

/** Unpacks what `moduleOf` writes for the hosts of a page; runs in the page. */
const unpack = `const finders = (list) => list?.map(([selector, ...texts]) => ({ selector, texts: texts[0] && texts }));
export const screensOn = (isHere) => groups.filter(([hosts]) => isHere(hosts)).flatMap(([hosts, places]) =>
  places().flatMap(([pages, path, inFrames, companyKey, hostKey]) =>
    pages.map(([id, landmarks, errorText, errorParameters]) => ({
      hosts, path, inFrames, companyKey, hostKey, id,
      landmarks: finders(landmarks), errorText: finders(errorText), errorParameters,
    })),
  ),
);`;

/** Puts values one after the other together that have the same source of their key. */
function grouped<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): { key: string; members: Value[] }[] {
  const groups: { key: string; members: Value[] }[] = [];
  for (const value of values) {
    const key = keyOf(value);
    if (groups.at(-1)?.key !== key) groups.push({ key, members: [] });
    groups.at(-1)?.members.push(value);
  }
  return groups;
}

/**
 * The module's text, as lists without the names of their members, since every page has to read it all; what is for other
 * hosts than the page's stays in a function that is never called, which browsers skip over.
 */
function moduleOf(screens: readonly ScreenFacts[]): string {
  const pageOf = ({ id, landmarks, errorText, errorParameters }: ScreenFacts): string =>
    sourceOf([id, packed(landmarks), packed(errorText), errorParameters]);
  const placeOf = ({ path, inFrames, companyKey, hostKey }: ScreenFacts): string =>
    sourceOf([path, inFrames, companyKey, hostKey]).slice(1);
  const groups = grouped(screens, ({ hosts }) => sourceOf(hosts)).map(({ key: hosts, members }) => {
    const places = grouped(members, placeOf).map(({ key, members: pages }) => `[[${pages.map(pageOf)}],${key}`);
    return `[${hosts},() => [${places}]]`;
  });
  return `const groups = [${groups}];\n${unpack}`;
}

/** Name of the module that the build makes of the screens. */
const moduleName = 'virtual:watched-screens';

/**
 * A step of the build: the module `virtual:watched-screens` holds what the watcher needs of every screen, worked out once
 * when it is built, so that each page carries a few hundred bytes instead of the whole table (goal: 4 kB in all).
 */
export function watchedScreensModule(): {
  name: string;
  resolveId(id: string): string | undefined;
  load(id: string): string | undefined;
} {
  return {
    name: 'watched-screens',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : undefined),
    load: (id) => (id === `\0${moduleName}` ? moduleOf(providerScreens) : undefined),
  };
}
