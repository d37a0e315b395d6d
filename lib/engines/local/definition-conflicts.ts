import { hostOfPattern } from '../../model/hosts';
import type { Mistake } from '../../model/mistakes';
import type { ProviderDefinition } from '../../model/provider-definition';
import { text } from '../../model/text';
import { findProvider } from '../../providers';
import { calledOrigins } from '../../providers/custom/hosts';
import type { Vault } from '../../vault/database';
import { isUsedByGrant } from '../../vault/grants';

/** What a definition is compared with: the ones that are stored, whether they may be used or not, and the sign-ins. */
export interface DefinitionShelf {
  vault: Vault;
  stored: readonly ProviderDefinition[];
}

function hostsOf(origins: readonly string[]): string {
  return origins.map((origin) => hostOfPattern(`${origin}/`)).join(', ');
}

/** Addresses that would get tokens of sign-ins that were made for others; the token address may not change places either. */
function movedOrigins(definition: ProviderDefinition, before: ProviderDefinition | undefined): string[] {
  const known = before ? calledOrigins(before) : [];
  const added = calledOrigins(definition).filter((origin) => !known.includes(origin));
  const token = new URL(definition.endpoints.token).origin;
  const isMoved = before !== undefined && new URL(before.endpoints.token).origin !== token;
  return isMoved && !added.includes(token) ? [token, ...added] : added;
}

/**
 * What forbids to store a definition although it is right for itself: who has its id, and whose sign-ins it would move to
 * another host.
 *
 * @param replaces id of the definition that is being edited; undefined for a new one
 */
export async function definitionConflicts(
  { vault, stored }: DefinitionShelf,
  definition: ProviderDefinition,
  replaces: string | undefined,
): Promise<Mistake[]> {
  const { id } = definition;
  const before = stored.find((each) => each.id === (replaces ?? id));
  if (replaces === undefined) {
    return before || findProvider(id) ? [{ path: 'id', words: text('definition_mistake_id_taken', id) }] : [];
  }
  if (id !== replaces) return [{ path: 'id', words: text('definition_mistake_id_fixed', replaces) }];
  const moved = (await isUsedByGrant(vault, id)) ? movedOrigins(definition, before) : [];
  return moved.length === 0
    ? []
    : [{ path: 'endpoints', words: text('definition_mistake_hosts_in_use', hostsOf(moved)) }];
}
