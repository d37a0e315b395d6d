import { Flow } from '../model/flow';
import type { Store } from './database';

const key = 'pendingFlow';

/** Steps in which something is still to come; the words of the others are gone with the browser that would say them. */
const keptSteps: readonly Flow['step'][] = ['waiting_for_you', 'stalled', 'finishing', 'choose', 'other_company'];

/** Keeps a sign-in for as long as it is under way, also over the end of the browser; forgets it with any other step. */
export async function keepFlow(store: Store, flow: Flow | undefined): Promise<void> {
  await (flow && keptSteps.includes(flow.step) ? store.put('state', flow, key) : store.delete('state', key));
}

/** The sign-in that was under way; undefined when there was none, or its record cannot be read. */
export async function findKeptFlow(store: Store): Promise<Flow | undefined> {
  const parsed = Flow.safeParse(await store.get('state', key));
  return parsed.success ? parsed.data : undefined;
}
