import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeName } from '../../../lib/guidance/cause-name';
import { causes } from '../../../lib/model/cause';
import { customProfile } from '../../../lib/providers/custom/profile';
import { profiles } from '../../../lib/providers/profiles';
import { aDefinition } from '../providers/own-sample';
import { messages } from './fake-browser';

const root = join(import.meta.dirname, '../../..');
const ownKey = /^(popup|console|flow|status|definition|provider_[a-z]+_app)_/;
/** For whoever writes down how a provider works: the words of the standards are the plain ones there. */
const technicalKey = /^definition_/;
/** Where words are looked up; other parts of lib hold providers' codes that only look like keys. */
const wordUsers = [
  'components',
  'entrypoints',
  'lib/browser',
  'lib/engines',
  'lib/guidance',
  'lib/model',
  'lib/page',
  'lib/providers/custom',
  'lib/report-tools',
];
const literal = /['"`]((?:popup|console|flow|status|definition)_[a-z0-9_]+)['"`]/g;

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const used = new Set(
  wordUsers.flatMap(sources).flatMap((source) => {
    return [...source.matchAll(literal)].flatMap(([, key]) => key ?? []);
  }),
);
for (const { id, appPortal } of [...profiles, customProfile(aDefinition)]) {
  const { words = id, steps } = appPortal;
  for (let step = 1; step <= steps; step += 1) used.add(`provider_${words}_app_step_${step}`);
}
for (const cause of causes) used.add(causeName(cause).key);
const own = Object.entries(messages).filter(([key]) => ownKey.test(key));

describe('messages of popup and console', () => {
  it('exist for every key that is used, in both plural forms where one is needed', () => {
    const missing = [...used].filter(
      (key) => !(key in messages) && !(`${key}_one` in messages && `${key}_other` in messages),
    );
    expect(missing).toEqual([]);
  });

  it('are all used', () => {
    const unused = own
      .map(([key]) => key)
      .filter((key) => !used.has(key) && !used.has(key.replace(/_(one|other)$/, '')));
    expect(unused).toEqual([]);
  });

  it('keep to plain and calm words (UX-74, UX-75)', () => {
    const banned = /!|\b(please|sorry|oops|invalid|illegal|token|scope|oauth|grant|tenant|realm|401|API)\b/i;
    expect(own.filter(([key, { message }]) => !technicalKey.test(key) && banned.test(message))).toEqual([]);
  });

  it('have headlines of at most 12 words (UX-70)', () => {
    const long = own.filter(([key, { message }]) => /_(headline|title)$/.test(key) && message.split(' ').length > 12);
    expect(long).toEqual([]);
  });
});
