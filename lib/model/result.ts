/** An expected outcome: either a value or a problem the caller must handle. `throw` is left for bugs of our own. */
export type Result<Value, Problem> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** Wraps a value as the good outcome. */
export function success<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** Wraps a problem as the expected bad outcome. */
export function failure<Problem>(problem: Problem): { ok: false; problem: Problem } {
  return { ok: false, problem };
}
