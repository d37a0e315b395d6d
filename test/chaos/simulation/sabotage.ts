/** Has one item throw, always at the same call of its work. */
export interface Sabotage {
  wrap<Ports extends object>(ports: Ports): Ports;
  /** Calls are counted from zero for each event. */
  onEvent(): void;
  /** Calls for the item in the event that had most, by name and number: what `strike` may be given. */
  seen: Set<string>;
  /** From now on this call throws whenever the item comes to it. */
  strike(call: string | undefined): void;
  struck(): number;
}

function mentions(given: readonly unknown[], marks: readonly string[]): boolean {
  const text = JSON.stringify(given, (_key, value: unknown) =>
    typeof value === 'function' || ArrayBuffer.isView(value) ? undefined : value,
  );
  return marks.some((mark) => text?.includes(mark));
}

/** Watches the calls that mention one of these marks: ids of the item, or its tokens. */
export function createSabotage(marks: () => readonly string[]): Sabotage {
  let counts = new Map<string, number>();
  let target: string | undefined;
  let hits = 0;
  const seen = new Set<string>();

  function pass(name: string, given: readonly unknown[]): void {
    if (!mentions(given, marks())) return;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const call = `${name} ${count}`;
    seen.add(call);
    if (call !== target) return;
    hits += 1;
    throw new Error(`sabotaged: ${call}`);
  }

  function wrapped(owner: object, prefix: string): object {
    return new Proxy(owner, {
      get(_target, name) {
        const member: unknown = Reflect.get(owner, name);
        if (name === 'store' && typeof member === 'object' && member !== null) return wrapped(member, prefix);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          pass(`${prefix}${String(name)}`, given);
          const result: unknown = Reflect.apply(member, owner, given);
          const isPart = parts.has(String(name)) && typeof result === 'object' && result !== null;
          return isPart ? wrapped(result, `${prefix}${String(name)}.`) : result;
        };
      },
    });
  }

  const databases = new Set(['store', 'vault']);
  const parts = new Set(['transaction', 'objectStore', 'index']);
  return {
    wrap(ports) {
      return new Proxy<typeof ports>(ports, {
        // `{ ...ports }` has to get the wrapped ones as well.
        getOwnPropertyDescriptor: (owner, name) => {
          const found = Reflect.getOwnPropertyDescriptor(owner, name);
          return found && { ...found, value: wrappedMember(owner, name) };
        },
        get: wrappedMember,
      });

      function wrappedMember(owner: object, name: string | symbol): unknown {
        const member: unknown = Reflect.get(owner, name);
        if (databases.has(String(name)) && typeof member === 'object' && member !== null)
          return wrapped(member, `${String(name)}.`);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          pass(String(name), given);
          return Reflect.apply(member, owner, given);
        };
      }
    },
    onEvent() {
      counts = new Map();
    },
    seen,
    strike(call) {
      target = call;
      hits = 0;
    },
    struck: () => hits,
  };
}
