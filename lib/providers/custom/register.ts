import type { ProviderDefinition } from '../../model/provider-definition';
import { registerProviders } from '..';
import { registerProfiles } from '../profiles';
import { builtIns } from './built-ins';
import { customProvider } from './provider';
import { readStoredDefinitions, usableDefinitions } from './stored';

/**
 * Makes stored definitions known in this context, in place of those known before: as providers and as profiles. Returns
 * the definitions that could be read, also those that may not be used.
 */
export function registerOwn(records: readonly unknown[]): ProviderDefinition[] {
  const definitions = readStoredDefinitions(records);
  const own = usableDefinitions(definitions, builtIns()).map(customProvider);
  registerProviders(own);
  registerProfiles(own);
  return definitions;
}
