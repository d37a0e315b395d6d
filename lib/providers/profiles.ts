import { intacctProfile } from './intacct/profile';
import type { ProviderProfile } from './profile';
import { quickbooksProfile } from './quickbooks/profile';
import { salesforceProfile } from './salesforce/profile';
import { xeroProfile } from './xero/profile';

const ours: readonly ProviderProfile[] = [xeroProfile, quickbooksProfile, intacctProfile, salesforceProfile];
const known: ProviderProfile[] = [...ours];

/** The providers that are part of the product, as pages show them. */
export const builtInProfiles: readonly ProviderProfile[] = ours;

/** Every provider as pages show it, in the order they are offered: ours, then the person's own. */
export const profiles: readonly ProviderProfile[] = known;

/** Puts the person's own providers in the place of those registered before. Each page does so when it reads the store. */
export function registerProfiles(own: readonly ProviderProfile[]): void {
  known.splice(ours.length, known.length, ...own);
}

/** Looks a provider's profile up by its id; undefined for ids of other versions. */
export function findProfile(providerId: string): ProviderProfile | undefined {
  return profiles.find((profile) => profile.id === providerId);
}
