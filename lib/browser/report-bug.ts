/**
 * The one place where a bug of ours becomes visible: its type and our own stack, never its message, which may quote data (SEC-43).
 */
export function reportBug(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const where = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : '';
  // biome-ignore lint/suspicious/noConsole: without this line bugs in the worker would vanish
  console.error(`Ledgerline: unexpected ${name}\n${where}`);
}
