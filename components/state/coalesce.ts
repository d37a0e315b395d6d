/**
 * Turns many calls into few: while `work` runs, further calls only note that it has to run once more.
 * For reading the store again after bursts of commits.
 *
 * @param onFailure hears of a run that failed with no later run to make up for it; the next call runs `work` as usual
 * @returns never rejects: resolves once the store has been read after the call, or the last attempt failed
 */
export function coalesce(work: () => Promise<void>, onFailure: (error: unknown) => void): () => Promise<void> {
  let running = Promise.resolve();
  let isRunning = false;
  let isAgainWanted = false;
  const run = async (): Promise<void> => {
    try {
      do {
        isAgainWanted = false;
        try {
          await work();
        } catch (error) {
          // A database that closes breaks the read under way and asks for the next one: only a failure that stays counts.
          if (!isAgainWanted) onFailure(error);
        }
      } while (isAgainWanted);
    } finally {
      isRunning = false;
    }
  };
  return () => {
    if (isRunning) isAgainWanted = true;
    else {
      isRunning = true;
      running = run();
    }
    return running;
  };
}
