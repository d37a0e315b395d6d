import { defaultNotices, defaultSettings, type NoticePatch, Settings } from '../model/settings';
import { announceStoreChange } from './changes';
import type { Store } from './database';

/** The person's settings; defaults where nothing, or nothing readable, is stored. */
export async function readSettings(store: Store): Promise<Settings> {
  const parsed = Settings.safeParse(await store.get('state', 'settings'));
  return parsed.success ? parsed.data : defaultSettings;
}

/** Some of the settings; an absent or undefined member stays as it is. */
export type SettingsPatch = {
  [Key in keyof Settings]?: (Key extends 'notices' ? NoticePatch : Settings[Key]) | undefined;
};

function named<Patch extends object>(patch: Patch): object {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** Changes some settings and tells the other contexts. */
export async function saveSettings(store: Store, patch: SettingsPatch): Promise<void> {
  const transaction = store.transaction('state', 'readwrite');
  const stored: unknown = await transaction.store.get('settings');
  const parsed = Settings.safeParse(stored);
  const current = parsed.success ? parsed.data : defaultSettings;
  // Members that only a newer version can read stay as they are (SEC-39).
  const kept = parsed.success ? Object(stored) : {};
  const changed: Partial<Settings> = { ...defaultSettings, ...kept, ...named(patch) };
  // Two of these are often changed one right after the other, before the page has heard of the first.
  if (patch.notices) changed.notices = { ...(current.notices ?? defaultNotices), ...named(patch.notices) };
  await Promise.all([transaction.store.put(changed, 'settings'), transaction.done]);
  announceStoreChange();
}
