import type { Grant, TokenSet } from '../../model/grant';
import { findGrant, type OpenGrant, openGrant, openSealed, putTokens, sealTokens } from '../../vault/grants';
import type { SealedGrant } from '../../vault/unsaved';
import type { LocalPorts } from './ports';

type Ports = Pick<LocalPorts, 'vault' | 'unsaved' | 'disk'>;

async function store(ports: Ports, sealed: SealedGrant): Promise<boolean> {
  try {
    await putTokens(ports.vault, sealed);
  } catch (error) {
    await ports.disk.refused(error);
    return false;
  }
  await ports.unsaved.drop(sealed.grant.id, sealed.grant.version);
  return true;
}

/** The newest version of a grant that anything is known of, on the disk or waiting for it. */
async function latestVersion(ports: Ports, grant: Grant): Promise<number> {
  // A full disk cannot always be read: Chromium closes the databases over it.
  const stored = await findGrant(ports.vault, grant.id).catch(() => undefined);
  const waiting = (await ports.unsaved.list()).find((sealed) => sealed.grant.id === grant.id);
  return Math.max(grant.version, stored?.version ?? 0, waiting?.grant.version ?? 0);
}

/**
 * Stores a new token set as the next version of its grant; to be called under the grant's lock. One that the disk refuses is
 * kept sealed in memory and in the session store, and stored as soon as it can be: the provider may have ended the set before
 * it (SEC-42). Throws only when it cannot even be sealed.
 */
export async function keepTokens(ports: Ports, grant: Grant, tokens: TokenSet): Promise<Grant> {
  const version = await latestVersion(ports, grant);
  const sealed = await sealTokens(ports.vault, { ...grant, version }, tokens);
  if (!(await store(ports, sealed))) await ports.unsaved.keep(sealed);
  return sealed.grant;
}

/**
 * Tries again to store the token sets that the disk refused. Each under its grant's lock: one that a disconnect has dropped
 * meanwhile must not come back.
 */
export async function storeUnsaved(ports: Ports & Pick<LocalPorts, 'withLock'>): Promise<void> {
  const ids = new Set((await ports.unsaved.list()).map(({ grant }) => grant.id));
  for (const id of ids)
    await ports.withLock(`grant:${id}`, async () => {
      for (const sealed of await ports.unsaved.list()) if (sealed.grant.id === id) await store(ports, sealed);
    });
}

/**
 * The latest tokens of a grant: those stored, or a newer set that is still waiting for the disk.
 * `unreadable`: the record or the key is damaged; the record stays where it is.
 */
export async function openLatest(ports: Ports, grantId: string): Promise<OpenGrant | 'missing' | 'unreadable'> {
  const waiting = (await ports.unsaved.list()).find(({ grant }) => grant.id === grantId);
  if (!waiting || (await store(ports, waiting))) return openGrant(ports.vault, grantId);
  const stored = await findGrant(ports.vault, grantId);
  return stored && stored.version >= waiting.grant.version
    ? openGrant(ports.vault, grantId)
    : openSealed(ports.vault, waiting);
}
