import { placeHref } from '../../components/state/places';
import { profiles } from '../../lib/providers/profiles';

/** Where connecting starts: the list of providers, or straight at the provider when there is only one (UX-92). */
export function connectHref(): string {
  return placeHref('connect', profiles.length === 1 ? profiles[0]?.id : undefined);
}
