import type { ConnectionStatus } from './connection';

/** The rank of each shown state in the popup's order: what needs a person first (UX-02). */
export const needRanks = { needs_you: 0, unknown: 1, waiting: 2, offline: 3, connected: 4, paused: 5 } as const;

/** The rank of a connection; a paused one comes last whatever its state. */
export function needRankFor(status: ConnectionStatus, isPaused: boolean): number {
  return isPaused ? needRanks.paused : needRanks[status];
}
