import type { LocalPorts } from './ports';

/**
 * Does one of several pieces of work that have nothing to do with each other: one that throws is reported and hurts none of
 * the others (SEC-39).
 *
 * @returns false when it threw
 */
export async function apart(
  ports: Pick<LocalPorts, 'disk' | 'reportBug'>,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    await ports.disk.refused(error);
    ports.reportBug(error);
    return false;
  }
}
