import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { sessionUnsavedGrants } from '../../../lib/browser/unsaved-grants';
import type { SealedGrant } from '../../../lib/vault/unsaved';

const session = vi.hoisted(() => ({ reads: [] as (() => void)[], stored: {} as object }));
vi.mock('../../../lib/browser/api', () => ({
  browser: {
    storage: {
      session: {
        get: () => new Promise((resolve) => session.reads.push(() => resolve({}))),
        set: async (items: object) => void Object.assign(session.stored, items),
      },
    },
  },
}));

it('SEC-42 forgot new tokens that were kept while the session store was read a second time', async () => {
  const unsaved = sessionUnsavedGrants(() => undefined);
  const grant = {
    id: 'g',
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    scopes: [],
  } as const;
  const times = { version: 2, connectedAtMs: 0, nextRefreshAtMs: 0, refreshFailures: 0 };
  const sealed: SealedGrant = {
    grant: { ...grant, ...times, scopes: [] },
    current: { iv: new Uint8Array(12), data: new ArrayBuffer(8) },
  };
  const kept = unsaved.keep(sealed);
  const listed = unsaved.list();
  session.reads[0]?.();
  await kept;
  session.reads[1]?.();
  await listed;
  expect((await unsaved.list()).map(({ grant: { id } }) => id)).toEqual(['g']);
});
