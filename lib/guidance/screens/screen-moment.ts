import type { Connection } from '../../model/connection';
import type { Diagnosis } from '../../model/diagnosis';
import type { Flow } from '../../model/flow';
import type { GuideProgress } from '../../model/guide-progress';
import type { ScreenFacts } from '../../providers/screen';

/** What is known when a screen asks what to say on it. */
export interface ScreenMoment {
  screen: ScreenFacts;
  /** The company on screen, or the one being repaired on a screen of the sign-in. */
  connection?: Connection | undefined;
  /** The key of the company the page is about, where its address tells. */
  companyKey?: string | undefined;
  /** The pending sign-in at this provider. */
  flow?: Flow | undefined;
  /** What the error text of this page means, on screens that show one. */
  diagnosis?: Diagnosis | undefined;
  /** A kind of data that does not work, of a company that is connected. */
  areaDiagnosis?: Diagnosis | undefined;
  /** How far somebody got on the provider's screens with this company. */
  progress?: GuideProgress | undefined;
  nowMs: number;
}
