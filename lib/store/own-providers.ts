import type { ProviderDefinition } from '../model/provider-definition';
import { announceStoreChange } from './changes';
import type { Store } from './database';
import { readState } from './read-state';
import { ownProvidersRecord } from './state-records';
import { changeState } from './write-state';

function hasId(record: unknown, id: string): boolean {
  return typeof record === 'object' && record !== null && 'id' in record && record.id === id;
}

/** The stored definitions as they are, for `readStoredDefinitions`; empty where there is none, at the cost of one read. */
export function readOwnRecords(store: Store): Promise<readonly unknown[]> {
  return readState(store, ownProvidersRecord);
}

async function change(store: Store, changed: (records: unknown[]) => unknown[]): Promise<void> {
  await changeState(store, ownProvidersRecord, changed);
  announceStoreChange();
}

/** Adds a definition, or puts it in the place of the one with its id. Records that cannot be read stay (SEC-39). */
export function putOwnProvider(store: Store, definition: ProviderDefinition): Promise<void> {
  return change(store, (records) => {
    const at = records.findIndex((record) => hasId(record, definition.id));
    return at < 0 ? [...records, definition] : records.with(at, definition);
  });
}

/** Removes a definition; the caller has made sure that nothing uses it. */
export function removeOwnProvider(store: Store, id: string): Promise<void> {
  return change(store, (records) => records.filter((record) => !hasId(record, id)));
}
