import type { ConnectionStatus } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';

/**
 * The stored state of a connection that a diagnosis leads to (UX-01): whether a person is needed, or time, or the network.
 * A device without network never marks the provider as failing (UX-04).
 */
export function statusFor({ cause, actor }: Pick<Diagnosis, 'cause' | 'actor'>): ConnectionStatus {
  if (cause === 'not_an_auth_problem') return 'connected';
  if (cause === 'network_unreachable') return 'offline';
  if (cause === 'unknown') return 'unknown';
  return actor === 'nobody' || actor === 'provider' ? 'waiting' : 'needs_you';
}
