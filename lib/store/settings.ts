import { defaultNotices, defaultSettings, type NoticePatch, Settings } from '../model/settings';
import { announceStoreChange } from './changes';
import type { Store } from './database';
import { readState } from './read-state';
import { settingsRecord } from './state-records';
import { changeState } from './write-state';

/** The person's settings; defaults where nothing, or nothing readable, is stored. */
export function readSettings(store: Store): Promise<Settings> {
  return readState(store, settingsRecord);
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
  await changeState(store, settingsRecord, (current, stored) => {
    // Members that only a newer version can read stay as they are (SEC-39).
    const kept = Settings.safeParse(stored).success ? Object(stored) : {};
    const changed = { ...defaultSettings, ...kept, ...named(patch) };
    // Two of these are often changed one right after the other, before the page has heard of the first.
    if (patch.notices) changed.notices = { ...(current.notices ?? defaultNotices), ...named(patch.notices) };
    return changed;
  });
  announceStoreChange();
}
