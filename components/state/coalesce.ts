/**
 * Turns many calls into few: while `work` runs, further calls only note that it has to run once more.
 * For reading the store again after bursts of commits. `work` must not reject.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAgainWanted = false;
  const run = async (): Promise<void> => {
    do {
      isAgainWanted = false;
      await work();
    } while (isAgainWanted);
    running = undefined;
  };
  return () => {
    if (running) isAgainWanted = true;
    else running = run();
    return running;
  };
}
