import { reportBug } from '../../lib/browser/report-bug';
import { refuse } from './refuse';

/** What a page does when committed state cannot be read again: it says so and offers to try, and what it shows stays. */
export function onReadFailure(readStore: () => Promise<void>): (error: unknown) => void {
  const say = (error: unknown): void => {
    reportBug(error);
    refuse('storage_unreadable', { again: () => void readStore().catch(say) });
  };
  return say;
}
