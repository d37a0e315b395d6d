import * as z from 'zod/mini';
import { Grant } from '../model/grant';
import { sealedFromText, sealedToText } from '../vault/seal';
import type { SealedGrant, UnsavedGrants } from '../vault/unsaved';
import { browser } from './api';
import { unsavedKey as key } from './disk-state';

const Kept = z.lazy(() =>
  z.record(z.string(), z.object({ grant: Grant, current: z.object({ iv: z.string(), data: z.string() }) })),
);

async function readKept(): Promise<Map<string, SealedGrant>> {
  const stored = await browser.storage.session.get(key);
  const parsed = Kept.safeParse(stored[key]);
  return new Map(
    Object.entries(parsed.success ? parsed.data : {}).flatMap(([id, { grant, current }]) => {
      const sealed = sealedFromText(current);
      return sealed ? [[id, { grant, current: sealed }] as const] : [];
    }),
  );
}

/**
 * New token sets that the disk refused, as ciphertext (SEC-42). The session store outlives the worker; where even that
 * refuses, they live as long as the worker does.
 */
export function sessionUnsavedGrants(onProblem: (error: unknown) => void): UnsavedGrants {
  let known: Promise<Map<string, SealedGrant>> | undefined;

  // One read for all who ask at once: a second one would take the place of what was kept after the first.
  function waiting(): Promise<Map<string, SealedGrant>> {
    known ??= readKept().catch((error: unknown) => {
      onProblem(error);
      return new Map();
    });
    return known;
  }

  async function write(): Promise<void> {
    const kept = [...(await waiting())].map(([id, { grant, current }]) => [
      id,
      { grant, current: sealedToText(current) },
    ]);
    await browser.storage.session.set({ [key]: Object.fromEntries(kept) }).catch(onProblem);
  }

  return {
    list: async () => [...(await waiting()).values()],
    async keep(sealed) {
      (await waiting()).set(sealed.grant.id, sealed);
      await write();
    },
    async drop(grantId, version) {
      const kept = await waiting();
      const found = kept.get(grantId);
      if (!found || (version !== undefined && found.grant.version !== version)) return;
      kept.delete(grantId);
      await write();
    },
  };
}
