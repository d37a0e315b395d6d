import type { ProviderDefinition } from '../../model/provider-definition';
import { registerProviders } from '..';
import { registerProfiles } from '../profiles';
import { readStoredDefinitions } from './mistakes';
import { customProvider } from './provider';

/**
 * Makes stored definitions known in this context, in place of those known before: as providers and as profiles. Returns
 * the definitions that could be read.
 */
export function registerOwn(records: readonly unknown[]): ProviderDefinition[] {
  const definitions = readStoredDefinitions(records);
  const own = definitions.map(customProvider);
  registerProviders(own);
  registerProfiles(own);
  return definitions;
}
