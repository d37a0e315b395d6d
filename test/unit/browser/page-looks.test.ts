import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import type { Connection } from '../../../lib/model/connection';
import { openStore } from '../../../lib/store/database';
import { aConnection, nowMs } from '../components/samples';

vi.mock('webextension-polyfill', () => ({
  default: { storage: { session: { get: async () => ({}), set: async () => undefined } } },
}));

it('SEC-35 looks that a page triggers passed for a person’s, and skipped back-off: they are hints', async () => {
  vi.stubGlobal('navigator', { locks: { request: (_name: string, work: () => unknown) => work() } });
  const { lookIfDue } = await import('../../../entrypoints/background/report-answers');
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  const asked: string[] = [];
  const by = (who: string) => async (ids: readonly string[]) => void asked.push(`${who} ${ids.join(' ')}`);
  const ports = { store: store.value, now: () => nowMs, checkNow: by('a person') };
  const app = { ports, checkForPage: by('a page') };
  const connection: Connection = aConnection({ id: 'c1' });
  await Reflect.apply(lookIfDue, undefined, [app, connection, []]);
  expect(asked).toEqual(['a page c1']);
});
