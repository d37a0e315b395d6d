import { defaultSettings, Settings } from '../model/settings';
import { announceStoreChange } from './changes';
import type { Store } from './database';

/** The person's settings; defaults where nothing, or nothing readable, is stored. */
export async function readSettings(store: Store): Promise<Settings> {
  const parsed = Settings.safeParse(await store.get('state', 'settings'));
  return parsed.success ? parsed.data : defaultSettings;
}

/** Some of the settings; an absent or undefined member stays as it is. */
export type SettingsPatch = { [Key in keyof Settings]?: Settings[Key] | undefined };

/** Changes some settings and tells the other contexts. */
export async function saveSettings(store: Store, patch: SettingsPatch): Promise<void> {
  const transaction = store.transaction('state', 'readwrite');
  const parsed = Settings.safeParse(await transaction.store.get('settings'));
  const current = parsed.success ? parsed.data : defaultSettings;
  const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  await Promise.all([transaction.store.put({ ...current, ...named }, 'settings'), transaction.done]);
  announceStoreChange();
}
