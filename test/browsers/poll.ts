/**
 * Asks again until there is an answer; throws with a sentence that says what was waited for, and what was there instead.
 */
export async function pollFor<Value>(
  what: string,
  ask: () => Promise<Value | undefined>,
  timeoutMs = 10_000,
  lookAround?: () => Promise<string>,
): Promise<Value> {
  const endMs = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > endMs) {
      const there = await lookAround?.();
      throw new Error(
        `waited ${timeoutMs} ms in vain for ${what}${there === undefined ? '' : `\nThere was: ${there}`}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
