import { defaultSettings, Settings } from '../model/settings';
import { announceStoreChange } from './changes';
import type { Store } from './database';

/** The person's settings; defaults where nothing, or nothing readable, is stored. */
export async function readSettings(store: Store): Promise<Settings> {
  const parsed = Settings.safeParse(await store.get('state', 'settings'));
  return parsed.success ? parsed.data : defaultSettings;
}

/** Changes some settings and tells the other contexts; what is not named stays. */
export async function saveSettings(store: Store, patch: Partial<Settings>): Promise<void> {
  const transaction = store.transaction('state', 'readwrite');
  const parsed = Settings.safeParse(await transaction.store.get('settings'));
  const current = parsed.success ? parsed.data : defaultSettings;
  await Promise.all([transaction.store.put({ ...current, ...patch }, 'settings'), transaction.done]);
  announceStoreChange();
}
