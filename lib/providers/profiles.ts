import type { ProviderProfile } from './profile';
import { xeroProfile } from './xero/profile';

/** Every provider as pages show it, in the order they are offered. */
export const profiles: readonly ProviderProfile[] = [xeroProfile];

/** Looks a provider's profile up by its id; undefined for ids of other versions. */
export function findProfile(providerId: string): ProviderProfile | undefined {
  return profiles.find((profile) => profile.id === providerId);
}
