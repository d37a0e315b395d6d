import 'fake-indexeddb/auto';

/**
 * A disk that refuses writes: the transaction aborts with `QuotaExceededError` when it commits, as browsers do it. A write
 * is a transaction that changes something; reads always work.
 */
export interface WriteFaults {
  /** Refuses the n-th write from now, counted from 0; all later ones too when `stays`, until `heal`. */
  failFrom(nth: number, stays: boolean): void;
  heal(): void;
  /** Writes since the last `failFrom` or `heal`, the refused ones included. */
  writes(): number;
  refused(): number;
  /** Whether the last write was refused: the disk has taken nothing since, and has not been healed. */
  isRefusing(): boolean;
}

let count = 0;
let refusedCount = 0;
let wasLastRefused = false;
let failing: { nth: number; stays: boolean } | undefined;

function isRefused(): boolean {
  const nth = count++;
  const refused = failing !== undefined && (failing.stays ? nth >= failing.nth : nth === failing.nth);
  if (refused) refusedCount += 1;
  wasLastRefused = refused;
  return refused;
}

const isIn = (transaction: object, name: string): unknown => Reflect.get(transaction, name);

/** A transaction about to commit: no request is left, and it has changed something. */
function isCommitting(transaction: object): boolean {
  const requests = isIn(transaction, '_requests');
  const changes = isIn(transaction, '_rollbackLog');
  return (
    isIn(transaction, '_state') !== 'finished' &&
    isIn(transaction, 'mode') !== 'readonly' &&
    Array.isArray(requests) &&
    requests.length === 0 &&
    Array.isArray(changes) &&
    changes.length > 0
  );
}

const prototype: object = IDBTransaction.prototype;
const start: unknown = Reflect.get(prototype, '_start');
const abort: unknown = Reflect.get(prototype, '_abort');
if (typeof start !== 'function' || typeof abort !== 'function')
  throw new Error('fake-indexeddb works in another way now');

Reflect.set(prototype, '_start', function startOrRefuse(this: object): void {
  if (isCommitting(this) && isRefused()) Reflect.apply(abort, this, ['QuotaExceededError']);
  else Reflect.apply(start, this, []);
});

/** The one disk of this process. */
export const writeFaults: WriteFaults = {
  failFrom(nth, stays) {
    count = 0;
    failing = { nth, stays };
  },
  heal() {
    count = 0;
    refusedCount = 0;
    wasLastRefused = false;
    failing = undefined;
  },
  writes: () => count,
  refused: () => refusedCount,
  isRefusing: () => wasLastRefused,
};
