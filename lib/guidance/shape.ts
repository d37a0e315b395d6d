import type { GuidancePlan } from '../causes/cause-record';
import type { Reader } from '../model/settings';
import type { Text } from '../model/text';
import type { Remedy } from './remedies';

/** Whom and what the words are about. Times are Unix ms. */
export interface GuidanceSubject {
  providerId: string;
  providerName: string;
  companyName: string;
  userName?: string | undefined;
  /** Who reads, where that is known. */
  reader?: Reader | undefined;
  /** Data area whose read failed, by its id. */
  area?: string | undefined;
  nextTryAtMs?: number | undefined;
  /** The firm's own words about what to do; each line is a step. */
  note?: string | undefined;
}

/** What the one button does; `place` names one of the provider's own screens (`Provider.links`). */
export interface GuidanceButton {
  action: NonNullable<GuidancePlan['button']>;
  label: Text;
  place?: string;
}

/** A diagnosis in words (UX-70…UX-75): what, why, what to do, what it means for the data, and who has to act. */
export interface Guidance {
  headline: Text;
  why: Text;
  todo: Text;
  effect: Text;
  button?: GuidanceButton;
  actorLine?: Text;
  /** What whoever reads can do; both sides where nobody has said who that is. Absent where it makes no difference. */
  remedies?: Remedy[];
  /** Who may do it, in the provider's own words. */
  whoMay?: Text;
  /** Whose steps these are, where they are not the reader's own. */
  stepsFor?: Text;
  steps: Text[];
  adminMessage?: Text;
  details: { label: Text; value: string }[];
}
