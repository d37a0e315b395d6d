import type { DiskState } from '../../../lib/engines/local/ports';
import type { HostHealth } from '../../../lib/model/ports';
import type { SealedGrant, UnsavedGrants } from '../../../lib/vault/unsaved';

/** Unsaved token sets in memory, as a session store would keep them. */
export function memoryUnsavedGrants(): UnsavedGrants & { kept: Map<string, SealedGrant> } {
  const kept = new Map<string, SealedGrant>();
  return {
    kept,
    list: async () => [...kept.values()],
    keep: async (sealed) => void kept.set(sealed.grant.id, sealed),
    async drop(grantId, version) {
      if (version === undefined || kept.get(grantId)?.grant.version === version) kept.delete(grantId);
    },
  };
}

/** A disk whose complaints are counted. */
export function countingDisk(): DiskState & { refusals: unknown[]; worked: number } {
  const disk = {
    refusals: [] as unknown[],
    worked: 0,
    refused: async (error: unknown) => void disk.refusals.push(error),
    async works() {
      disk.worked += 1;
    },
  };
  return disk;
}

/** Hosts that are never taken for down. */
export const hostsAlwaysUp: HostHealth = {
  admit: async () => ({ isOpen: true }),
  answered: async () => undefined,
  silent: async () => undefined,
  takeRecovered: () => [],
};
