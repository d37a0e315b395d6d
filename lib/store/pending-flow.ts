import type { Flow } from '../model/flow';
import type { Store } from './database';
import { readState } from './read-state';
import { pendingFlowRecord } from './work-records';
import { writeState } from './write-state';

/** Steps in which something is still to come; the words of the others are gone with the browser that would say them. */
const keptSteps: readonly Flow['step'][] = ['waiting_for_you', 'stalled', 'finishing', 'choose', 'other_company'];

/** Keeps a sign-in for as long as it is under way, also over the end of the browser; forgets it with any other step. */
export function keepFlow(store: Store, flow: Flow | undefined): Promise<void> {
  return writeState(store, pendingFlowRecord, flow && keptSteps.includes(flow.step) ? flow : undefined);
}

/** The sign-in that was under way; undefined when there was none, or its record cannot be read. */
export function findKeptFlow(store: Store): Promise<Flow | undefined> {
  return readState(store, pendingFlowRecord);
}
