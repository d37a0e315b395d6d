import { causeRecords } from '../causes/cause-records';
import type { ConnectionStatus } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';

/**
 * The stored state of a connection that a diagnosis leads to (UX-01): whether a person is needed, or time, or the network.
 * A device without network never marks the provider as failing (UX-04).
 */
export function statusFor({ cause, actor }: Pick<Diagnosis, 'cause' | 'actor'>): ConnectionStatus {
  return causeRecords[cause].status ?? (actor === 'nobody' || actor === 'provider' ? 'waiting' : 'needs_you');
}
