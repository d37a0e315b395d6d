import { builtInProfiles, registerProfiles } from '../profiles';
import { builtInOfProfile } from './built-in';
import { customProfile } from './profile';
import { readStoredDefinitions, usableDefinitions } from './stored';

/** Makes stored definitions known as profiles, in place of those known before: all a page that only shows them needs. */
export function registerOwnProfiles(records: readonly unknown[]): void {
  const usable = usableDefinitions(readStoredDefinitions(records), builtInProfiles.map(builtInOfProfile));
  registerProfiles(usable.map(customProfile));
}
