import { ProviderDefinition } from '../../model/provider-definition';
import type { BuiltIn } from './built-in';
import { poseMistakes } from './pose';

/** Stored definitions; one that cannot be read is left out and stays stored (SEC-39). */
export function readStoredDefinitions(records: readonly unknown[]): ProviderDefinition[] {
  return records.flatMap((record) => {
    const parsed = ProviderDefinition.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * Those of them that may be used. Version 0.1.0 stored definitions that pass for a built-in provider (SEC-47): they stay
 * stored with all that belongs to them, are shown with what is wrong, and nothing is sent for them until that is changed.
 */
export function usableDefinitions(
  definitions: readonly ProviderDefinition[],
  builtIns: readonly BuiltIn[],
): ProviderDefinition[] {
  return definitions.filter((definition) => poseMistakes(definition, builtIns).length === 0);
}
