import { registerProfiles } from '../profiles';
import { readStoredDefinitions } from './mistakes';
import { customProfile } from './profile';

/** Makes stored definitions known as profiles, in place of those known before: all a page that only shows them needs. */
export function registerOwnProfiles(records: readonly unknown[]): void {
  registerProfiles(readStoredDefinitions(records).map(customProfile));
}
