/** A promise of a worker that is dead: nothing it waits for ever comes. One each, so that what waits can be forgotten. */
const never = (): Promise<never> => new Promise<never>(() => undefined);

/** What a dead worker still holds in its hands: whatever is asked of it, nothing happens. */
const dead: object = new Proxy(() => undefined, {
  get(_target, name) {
    if (name === 'then') return undefined;
    if (name === 'done') return never();
    // These answer at once; a promise in their place would have the next call throw.
    return name === 'index' || name === 'objectStore' ? () => dead : dead;
  },
  apply: () => never(),
});

/** Calls of a database that change it. */
const writing = new Set(['put', 'add', 'delete', 'clear']);

/**
 * One life of the worker. Everything it does outside itself is a step, with a boundary before and after the work; at one of
 * them the life may end. A life that has ended does nothing any more: no line after the await it was in runs, neither
 * `catch` nor `finally`, as in a browser (SEC-32).
 */
export interface Life {
  /** Something that may change what is outside; `isEffect` is false for what only reads. */
  step<Value>(work: () => Value | Promise<Value>, isEffect?: boolean): Promise<Value>;
  /** The same database, each call to it a step. */
  guard<Database extends object>(database: Database): Database;
  isOver(): boolean;
  /** Ends it now, wherever it is. */
  end(): void;
  /** Boundaries passed so far. */
  boundaries(): number;
}

/** When a life ends: at the n-th boundary, counted from 0. */
export interface End {
  at: number;
  /**
   * `effects`: only the boundary after an effect counts, because a worker that dies anywhere before the next effect leaves
   * the same world behind. `awaits`: every boundary counts.
   */
  counting: 'effects' | 'awaits';
}

/** Begins a life; without an end it is not cut short. `onDeath` hears of a death at a boundary, at that very moment. */
export function beginLife(end?: End, onDeath?: () => void): Life {
  let passed = 0;
  let isOver = false;

  async function boundary(isCounted: boolean): Promise<void> {
    if (isCounted && passed === end?.at && !isOver) {
      isOver = true;
      onDeath?.();
    }
    if (isOver) await never();
    if (isCounted) passed += 1;
  }

  async function step<Value>(work: () => Value | Promise<Value>, isEffect = true): Promise<Value> {
    const countsAll = end?.counting === 'awaits';
    await boundary(countsAll);
    const value = await work();
    await boundary(countsAll || isEffect);
    return value;
  }

  /** Inside a transaction there is no boundary: the browser finishes it or drops it as a whole. */
  function guardTransaction(transaction: object, isEffect: boolean): object {
    return new Proxy(transaction, {
      get(_target, name) {
        const member: unknown = Reflect.get(transaction, name);
        if (name === 'done' && member instanceof Promise) {
          // Of a worker that has died nobody is left to hear of it.
          member.catch(() => undefined);
          return step(() => member, isEffect);
        }
        return typeof member === 'function' ? member.bind(transaction) : member;
      },
    });
  }

  return {
    step,
    isOver: () => isOver,
    end() {
      isOver = true;
    },
    boundaries: () => passed,
    guard: (database) =>
      new Proxy(database, {
        get(_target, name) {
          const member: unknown = Reflect.get(database, name);
          if (typeof member !== 'function') return member;
          return (...given: unknown[]): unknown => {
            const call = (): unknown => Reflect.apply(member, database, given);
            if (name !== 'transaction') return step(call, writing.has(String(name)));
            const transaction: unknown = isOver ? dead : call();
            return isOver || typeof transaction !== 'object' || transaction === null
              ? transaction
              : guardTransaction(transaction, given[1] === 'readwrite');
          };
        },
      }),
  };
}
