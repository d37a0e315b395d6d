/** One damage of one stored record: where, what was there, and what is there now. */
export interface Damage {
  store: string;
  key: IDBValidKey;
  path: string;
  /** What was done to the member. */
  how: string;
  value: unknown;
}

/** A word of a newer version, as it stands in a record after the way back to an older build. */
const newerWord = 'word_of_a_newer_version';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer);

function replacements(value: unknown): [how: string, value: unknown][] {
  if (typeof value === 'string')
    return [
      ['another word', newerWord],
      ['number', 7],
    ];
  if (typeof value === 'number')
    return [
      ['text', 'seven'],
      ['huge', Number.MAX_SAFE_INTEGER],
      ['negative', -1],
    ];
  if (typeof value === 'boolean') return [['text', 'yes']];
  if (isPlain(value))
    return [
      ['null', null],
      ['text', 'an object once'],
    ];
  return [
    ['empty', new Uint8Array(0)],
    ['text', 'bytes once'],
  ];
}

function changedAt(record: unknown, path: readonly string[], change: (owner: object, name: string) => void): unknown {
  const copy: unknown = structuredClone(record);
  let owner: unknown = copy;
  for (const name of path.slice(0, -1)) owner = Reflect.get(Object(owner), name);
  change(Object(owner), path.at(-1) ?? '');
  return copy;
}

function pathsIn(value: unknown, before: readonly string[] = []): string[][] {
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const path = [...before, name];
    return [path, ...pathsIn(member, path)];
  });
}

/**
 * Every way in which one record can be damaged: each member at any depth removed, of another type, with a value that a
 * newer version may have written; and a member added that no version knows.
 *
 * @param keyPath the members that make up the record's key, which the database keeps right
 */
export function damagesOf(store: string, key: IDBValidKey, record: unknown, keyPath: string): Damage[] {
  const made: Damage[] = [];
  for (const path of pathsIn(record)) {
    const name = path.join('.');
    if (name === keyPath || keyPath.startsWith(`${name}.`)) continue;
    const member = path.reduce<unknown>((owner, part) => Reflect.get(Object(owner), part), record);
    const without = changedAt(record, path, (owner, last) => void Reflect.deleteProperty(owner, last));
    made.push({ store, key, path: name, how: 'removed', value: without });
    for (const [how, value] of replacements(member))
      made.push({
        store,
        key,
        path: name,
        how,
        value: changedAt(record, path, (owner, last) => void Reflect.set(owner, last, value)),
      });
  }
  made.push({
    store,
    key,
    path: 'member of a newer version',
    how: 'added',
    value: changedAt(record, ['addedLater'], (owner, last) => void Reflect.set(owner, last, { a: 1 })),
  });
  return made;
}
