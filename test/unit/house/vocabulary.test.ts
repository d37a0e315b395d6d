import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Source {
  path: string;
  text: string;
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, 'utf8') }));
}

/** Names the glossary has replaced; `docs/glossary.md` has the terms that stand for them. */
const oldNames: readonly RegExp[] = [
  /\bdeeds?\b|onDeed\b/i,
  /\bsettle(?:Companies|Notices|Revocations?)\b/,
  /\bpartyOf\b|: Party\b/,
  /\bnoteShown\b|\bnote(?:Full|Unopenable|Round|Ending|Refusal)\b/,
  /\bLateScript\b|\bcontentOf\b/,
  /\btakeLook\b|\bisNews\b|\bisBarred\b|\bwasInVain\b/,
  /\bVisitor\b/,
  /weather/i,
  /\bToldNotices\b/,
];

/** What people read is said another way. */
const oldWords =
  /\bshall\b|\bmend(?:s|ed)?\b|\bgo(?:es)? on by\b|\bstands? still\b|\bmore rarely\b|\b(?:is|are|was) told\b|\bby itself\b|so that we can/i;

describe('the vocabulary', () => {
  it.each(oldNames)('has no name like %s', (pattern) => {
    const users = ['lib', 'components', 'entrypoints', 'test'].flatMap(sourcesIn);
    const found = users.filter(({ path, text }) => !path.endsWith('vocabulary.test.ts') && pattern.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('of messages is plain', () => {
    const messages: Record<string, { message: string }> = JSON.parse(
      readFileSync(join(root, 'public/_locales/en/messages.json'), 'utf8'),
    );
    const found = Object.entries(messages).filter(([, { message }]) => oldWords.test(message));
    expect(found.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
  });
});
