import type { LocalPorts } from './ports';

/**
 * Runs one piece of work in isolation: an error is reported and does not stop the others (SEC-39).
 *
 * @returns false when it threw
 */
export async function isolated(
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
