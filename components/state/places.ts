/** The places of the console, as its address names them. */
export type Place =
  | 'connections'
  | 'connect'
  | 'choose'
  | 'explain'
  | 'causes'
  | 'report'
  | 'apps'
  | 'providers'
  | 'sites'
  | 'settings'
  | 'about';

/** Address of a place in the console, from any of our pages. `id` names a connection, a provider, a cause or a site. */
export function placeHref(place: Place, id?: string): string {
  return `/console.html#/${place}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}
