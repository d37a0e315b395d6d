import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { openStore } from '../../../lib/store/database.ts';
import { readSettings, saveSettings } from '../../../lib/store/settings.ts';

it('keeps both of two changes to the notifications that follow at once', async () => {
  const opened = await openStore();
  if (!opened.ok) throw new Error(opened.problem);
  const store = opened.value;
  await saveSettings(store, { notices: { isOn: true } });
  await Promise.all([
    saveSettings(store, { notices: { quietFrom: 0 } }),
    saveSettings(store, { notices: { quietUntil: 0, isOn: undefined } }),
    saveSettings(store, { welcomed: true }),
  ]);
  expect(await readSettings(store)).toMatchObject({
    welcomed: true,
    notices: { isOn: true, namesCompanies: false, quietFrom: 0, quietUntil: 0 },
  });
});
