/** What was read from the databases since counting began. */
export interface ReadCount {
  /** Records and keys that were handed out, each as often as it was; what `count()` counts is not handed out. */
  count(): number;
  /** Leaves the browser's functions as they were. */
  restore(): void;
}

const single = ['get', 'getKey'] as const;
const many = ['getAll', 'getAllKeys'] as const;
const steps = ['openCursor', 'openKeyCursor'] as const;

/** Counts every record and key that IndexedDB hands out, in any database. */
export function countReads(): ReadCount {
  let read = 0;
  const countOf: Record<string, (result: unknown) => number> = {};
  for (const name of single) countOf[name] = (result) => (result === undefined ? 0 : 1);
  for (const name of many) countOf[name] = (result) => (Array.isArray(result) ? result.length : 0);
  for (const name of steps) countOf[name] = (result) => (result === null ? 0 : 1);
  const originals = [IDBObjectStore.prototype, IDBIndex.prototype].flatMap((prototype) =>
    Object.keys(countOf).map((name) => ({ prototype, name, call: Reflect.get(prototype, name) })),
  );
  for (const { prototype, name, call } of originals) {
    Reflect.set(prototype, name, function (this: unknown, ...given: unknown[]) {
      const request: IDBRequest<unknown> = Reflect.apply(call, this, given);
      // A cursor succeeds once for each of its steps.
      request.addEventListener('success', () => {
        read += countOf[name]?.(request.result) ?? 0;
      });
      return request;
    });
  }
  return {
    count: () => read,
    restore() {
      for (const { prototype, name, call } of originals) Reflect.set(prototype, name, call);
    },
  };
}
