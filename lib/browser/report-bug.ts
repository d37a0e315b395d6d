/** A line of a stack: `    at work (chrome-extension://…/app.js:1:2)`, in Firefox `work@moz-extension://…/app.js:1:2`. */
const placeShape = /^(?: {4}at |\S*@).*:\d+:\d+\)?$/;

/**
 * The one place where a bug of ours becomes visible: its type and our own stack, never its message, which may quote data (SEC-43).
 */
export function reportBug(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  // A message may have lines of its own, and Firefox puts none before the stack: only what looks like a place is kept.
  const where = lines
    .filter((line) => placeShape.test(line))
    .slice(0, 5)
    .join('\n');
  // biome-ignore lint/suspicious/noConsole: without this line bugs in the worker would vanish
  console.error(`Ledgerline: unexpected ${name}\n${where}`);
}
