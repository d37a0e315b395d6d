import { signal } from '@preact/signals';
import type { Place } from '../../components/state/places';

/** Where in the console a person is. `id` names a connection, a provider or a cause, as the place has it. */
export interface Route {
  place: Place;
  id?: string;
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

/** Reads `#/place/id`; anything else is the list of connections. Never throws. */
export function parseRoute(hash: string): Route {
  const [name, rawId] = hash.replace(/^#\/?/, '').split('/');
  const place = places.find((candidate) => candidate === name);
  if (!place) return { place: 'connections' };
  const id = rawId ? decode(rawId) : undefined;
  return id === undefined ? { place } : { place, id };
}

export const route = signal<Route>(parseRoute(location.hash));

/** Goes to another place; the browser's own history takes the person back. */
export function goTo(place: Place, id?: string): void {
  location.hash = `/${place}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}
