import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CauseEntry, catalogue } from '../../../lib/guidance/catalogue';
import { causes } from '../../../lib/model/cause';
import { messages } from './words';

/** The file other tools read. Written anew by `vitest run --config test/vitest.config.ts --project unit test/unit/guidance/causes --update`. */
const file = join(import.meta.dirname, '../../../public/causes.json');

/** Words as they are in `_locales`: $1 company, $2 provider. */
function textsOf({ messages: keys }: CauseEntry): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).map(([part, key]) => [part, messages[key]?.message ?? '']));
}

describe('the cause catalogue', () => {
  it('has every cause once', () => {
    expect(catalogue.map(({ cause }) => cause)).toEqual([...causes]);
  });

  it('names only messages that exist', () => {
    const keys = catalogue.flatMap((entry) => [
      ...Object.values(entry.messages),
      ...entry.variants.flatMap((variant) => [...variant.messages, ...variant.steps]),
    ]);
    expect(keys.filter((key) => !(key in messages))).toEqual([]);
    expect(keys.length).toBeGreaterThan(300);
  });

  it('never offers a sign-in that cannot help', () => {
    const vain = catalogue.filter(({ button, reconnectHelps }) => button === 'reconnect' && reconnectHelps === 'no');
    expect(vain).toEqual([]);
  });

  it('is what public/causes.json says', async () => {
    const about = {
      about:
        'Why accounting connections fail, as Ledgerline tells it. Texts: $1 company, $2 provider, $3 who signed in.',
      version: 1,
      causes: catalogue.map((entry) => ({ ...entry, texts: textsOf(entry) })),
    };
    await expect(`${JSON.stringify(about, null, 2)}\n`).toMatchFileSnapshot(file);
  });
});
