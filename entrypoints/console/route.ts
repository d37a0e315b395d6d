import { signal } from '@preact/signals';
import type { Place } from '../../components/state/places';

/** Where in the console a person is. `id` names a connection, a provider, a cause or a site, as the place has it. */
export interface Route {
  place: Place;
  id?: string;
  /** What to begin with there, such as a report to check. */
  part?: string;
}

const places: readonly Place[] = [
  'connections',
  'connect',
  'choose',
  'explain',
  'causes',
  'report',
  'apps',
  'providers',
  'sites',
  'settings',
  'about',
];

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Reads `#/place/id/part`; anything else is the list of connections. Never throws. */
export function parseRoute(hash: string): Route {
  const [name, rawId, rawPart] = hash.replace(/^#\/?/, '').split('/');
  const place = places.find((candidate) => candidate === name);
  if (!place) return { place: 'connections' };
  const id = rawId ? decode(rawId) : undefined;
  if (id === undefined) return { place };
  const part = rawPart ? decode(rawPart) : undefined;
  return part === undefined ? { place, id } : { place, id, part };
}

export const route = signal<Route>(parseRoute(location.hash));

/** Goes to another place; the browser's own history takes the person back. */
export function goTo(place: Place, id?: string): void {
  location.hash = `/${place}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}
