/** Calls of the browser that end by themselves, and how many have not ended yet. */
export interface WorkUnderWay {
  count(): number;
  /** Resolves as soon as there is none. */
  ended(): Promise<void>;
  /** Leaves the browser's functions as they were. */
  restore(): void;
}

const cryptoCalls = ['encrypt', 'decrypt', 'generateKey', 'digest'] as const;

/**
 * Counts open transactions and calls of Web Crypto. With none of them open, all that goes on waits for the network or for
 * time to pass, or has only promises before it.
 */
export function watchWork(): WorkUnderWay {
  let open = 0;
  let waiting: (() => void)[] = [];
  const begin = (): (() => void) => {
    let isOpen = true;
    open += 1;
    return () => {
      if (isOpen) open -= 1;
      isOpen = false;
      if (open > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    };
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given: Parameters<typeof transaction>) {
    const opened = transaction.apply(this, given);
    const end = begin();
    for (const event of ['complete', 'abort']) opened.addEventListener(event, end);
    return opened;
  };
  for (const name of cryptoCalls) {
    const call = Reflect.get(crypto.subtle, name);
    Reflect.set(crypto.subtle, name, (...given: unknown[]) => {
      const result: Promise<unknown> = Reflect.apply(call, crypto.subtle, given);
      return result.finally(begin());
    });
  }
  return {
    count: () => open,
    ended: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    restore() {
      IDBDatabase.prototype.transaction = transaction;
      for (const name of cryptoCalls) Reflect.deleteProperty(crypto.subtle, name);
    },
  };
}
