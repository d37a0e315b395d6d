import type { Text } from './text';

/** What one step of trying a definition came to: fine, worth knowing, to be mended, or not asked. */
export type StepOutcome = 'good' | 'note' | 'wrong' | 'left_out';

/** One step of trying a definition, in words. */
export interface DryRunStep {
  id: 'access' | 'discovery' | 'sites' | 'token' | 'app_key' | 'revocation' | 'check';
  outcome: StepOutcome;
  words: Text;
}

/** What trying a definition came to. */
export interface DryRun {
  steps: DryRunStep[];
  /** The definition as JSON, with what the discovery address told in it. */
  definition: string;
  /** Match patterns of hosts that were not asked, because the browser does not allow it yet. */
  missingHosts: string[];
}
