import type { ScreenFacts } from './screen';
import { providerScreens } from './screens';

/** What recognising a screen takes; where to draw and what to say stay with the overlay, which is loaded when it is needed. */
const watched = [
  'id',
  'hosts',
  'path',
  'inFrames',
  'landmarks',
  'companyKey',
  'hostKey',
  'errorText',
  'errorParameters',
] as const satisfies readonly (keyof ScreenFacts)[];

/** A screen as the watcher in the page knows it. */
export type WatchedScreen = Pick<ScreenFacts, (typeof watched)[number]>;

function sourceOf(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}:${sourceOf(member)}`)
    .join(',')}}`;
}

function trimmed(screen: ScreenFacts): Record<string, unknown> {
  return Object.fromEntries(watched.flatMap((name) => (screen[name] === undefined ? [] : [[name, screen[name]]])));
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
    load: (id) =>
      id === `\0${moduleName}` ? `export const watchedScreens = ${sourceOf(providerScreens.map(trimmed))};` : undefined,
  };
}
