import { causeRecords } from '../../causes/cause-records';
import type { Cause } from '../../model/cause';
import type { GuideProgress } from '../../model/guide-progress';
import type { PageSign } from '../../model/page-sign';
import type { Path } from '../../providers/path';

/** At least this long lies between two checks of a connection that pages lead to: no page can use up a provider's patience. */
const pauseMs = 20_000;

/** The provider may take a moment to know of a change itself. */
const providerDelayMs = 1500;

/** What a page showed of a connection. */
export interface Shown {
  /** Absent where no path is followed. */
  step: number | undefined;
  signs: readonly PageSign[];
}

/** What is to be done about it. */
export interface Noted {
  progress: GuideProgress;
  /** There may be something else to say on the page now. */
  hasUpdate: boolean;
  /** How long from now the connection is to be checked; undefined where it is not. */
  checkInMs?: number;
  /** The page has come to the end of the path: what it says next is what a check finds. */
  isEnd: boolean;
}

/**
 * What a page showed, beside what pages showed before. The end of a path, and signs that are news beside a failure, lead to
 * one check of the connection, seldom enough; nothing else a page may cause. Pure.
 *
 * @param failing what does not work now, and the path that mends it
 */
export function recordShown(
  before: GuideProgress | undefined,
  { step, signs }: Shown,
  failing: { cause: Cause; path: Path | undefined } | undefined,
  nowMs: number,
): Noted {
  const path = failing?.path;
  const isEnd = path !== undefined && step === path.steps.length;
  const areNewSigns = [...signs].sort().join() !== [...(before?.signs ?? [])].sort().join();
  const isPlanned = (before?.checkedAtMs ?? 0) > nowMs;
  const isWanted = failing !== undefined && (isEnd || (areNewSigns && signs.some(pointsElsewhere(failing.cause))));
  const isDue = isWanted && !isPlanned;
  const checkInMs = Math.max(providerDelayMs, (before?.checkedAtMs ?? 0) + pauseMs - nowMs);
  // What a check found at the end of one way says nothing about another.
  const isOtherWay = path !== undefined && step !== undefined && before?.cause !== path.cause;
  // A page that shows a way although nothing fails any more does not know yet that it is mended.
  const isOutdated = step !== undefined && path === undefined;
  return {
    progress: {
      ...before,
      ...(isOtherWay ? { cause: path.cause, wasEnd: false } : {}),
      step: step ?? before?.step ?? 0,
      seenAtMs: nowMs,
      signs: [...signs],
      ...(isDue ? { checkedAtMs: nowMs + checkInMs, wasEnd: isEnd } : {}),
      // A check that is to come anyway, of a sign or of another way, is that of this end as well.
      ...(isEnd && isPlanned ? { wasEnd: true } : {}),
    },
    hasUpdate: areNewSigns || isDue || isEnd || isOutdated,
    ...(isDue ? { checkInMs } : {}),
    isEnd,
  };
}

/**
 * Whether a sign may change what is known of the cause; one that agrees with it is no reason to ask the provider again. Who
 * may change things on a screen says nothing about why the connection fails.
 */
function pointsElsewhere(cause: Cause): (sign: PageSign) => boolean {
  return (sign) => sign !== 'no_right_to_manage' && causeRecords[cause].signs?.includes(sign) !== true;
}
