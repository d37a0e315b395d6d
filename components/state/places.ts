/** The places of the console, as its address names them. */
export type Place =
  | 'connections'
  | 'connect'
  | 'choose'
  | 'explain'
  | 'report'
  | 'apps'
  | 'providers'
  | 'settings'
  | 'about';

/** Address of a place in the console, from any of our pages. `id` names a connection or a provider. */
export function placeHref(place: Place, id?: string): string {
  return `/console.html#/${place}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}
