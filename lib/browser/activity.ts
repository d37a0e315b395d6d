import type { Activity } from '../model/flow';
import { withLock } from './locks';
import { readActivity, writeActivity } from './session';

async function change(edit: (activity: Activity) => Activity): Promise<void> {
  await withLock('activity', async () => writeActivity(edit(await readActivity())));
}

/** Shows these connections as being checked while the work runs, in every page that is open. */
export async function whileChecking<Value>(
  connectionIds: readonly string[],
  work: () => Promise<Value>,
): Promise<Value> {
  const sinceMs = Date.now();
  const started = connectionIds.map((id) => [id, { kind: 'checking' as const, sinceMs }]);
  await change((activity) => ({ ...activity, ...Object.fromEntries(started) }));
  const ended = new Set(connectionIds);
  try {
    return await work();
  } finally {
    await change((activity) => Object.fromEntries(Object.entries(activity).filter(([id]) => !ended.has(id))));
  }
}
