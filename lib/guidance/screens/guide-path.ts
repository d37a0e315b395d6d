import type { GuideTexts } from '../../messages/page-requests';
import { blockReasonOf, type Connection } from '../../model/connection';
import type { Diagnosis } from '../../model/diagnosis';
import { isFollowing, signsOf } from '../../model/guide-progress';
import { findPath } from '../../providers/paths';
import { guideAbout, inShort, stateOf, todoOf, wordsFor } from './guide-words';
import { rowNamesOf } from './row-names';
import type { ScreenMoment } from './screen-moment';

/** What is to be mended: the company's own failure, or that of a kind of data. */
export function causeOf({ connection, areaDiagnosis }: ScreenMoment): Diagnosis | undefined {
  if (!connection || connection.isPaused || blockReasonOf(connection)) return undefined;
  return connection.status === 'connected' ? areaDiagnosis : connection.diagnosis;
}

/** How long after a check that a path led to its good end is told, in ms. */
const mendedForMs = 2 * 60_000;

/** Somebody has just walked a path to its end, and it worked. */
export function forMended(moment: ScreenMoment): GuideTexts | undefined {
  const { screen, connection, progress, nowMs } = moment;
  const isMended = connection?.status === 'connected' && !moment.areaDiagnosis && progress?.checkedAtMs !== undefined;
  if (!isMended || nowMs - (progress.checkedAtMs ?? 0) > mendedForMs) return undefined;
  const words = wordsFor(screen, connection.companyName, connection.userName);
  return { ...stateOf(connection), headline: words('guide_fixed'), steps: [] };
}

/** Whether the check that followed the end of the path did not help. */
function isStillBroken({ connection, progress, nowMs }: ScreenMoment, { cause }: Diagnosis): boolean {
  if (progress?.checkedAtMs === undefined || !progress.wasEnd || !isFollowing(progress, cause, nowMs)) return false;
  return (connection?.lastCheckedAtMs ?? 0) >= progress.checkedAtMs;
}

/** How long after its planned moment a check may take before nobody waits for it any more, in ms. */
const checkTakesMs = 30_000;

/** Whether the check that follows the end of the path is not over yet: pages may lead to one now and then only. */
function isUnderCheck({ connection, progress, nowMs }: ScreenMoment, { cause }: Diagnosis): boolean {
  if (progress?.checkedAtMs === undefined || !progress.wasEnd || !isFollowing(progress, cause, nowMs)) return false;
  return (connection?.lastCheckedAtMs ?? 0) < progress.checkedAtMs && nowMs < progress.checkedAtMs + checkTakesMs;
}

/**
 * The way over the provider's screens to where a cause is mended, if it passes this one. Somebody who may not walk it is
 * told whom to ask instead.
 */
export function forPath(moment: ScreenMoment, connection: Connection, diagnosis: Diagnosis): GuideTexts | undefined {
  const { screen, progress, nowMs } = moment;
  const { cause, facts } = diagnosis;
  const path = findPath(screen.providerId, cause, facts);
  if (!path?.steps.some(({ screens }) => screens.includes(screen.id))) return undefined;
  const words = wordsFor(screen, connection.companyName, connection.userName);
  const guidance = guideAbout(screen, diagnosis, connection);
  const shared = {
    ...stateOf(connection),
    ...inShort(guidance),
    names: rowNamesOf(connection),
  };
  if (signsOf(progress, nowMs).includes('no_right_to_manage')) {
    return {
      ...shared,
      headline: words('guide_no_right'),
      steps: [words('guide_no_right_step'), todoOf(guidance, words)],
      lacksPermission: true,
    };
  }
  const start = ['provider', screen.providerId, 'path', cause, path.only?.name].filter(Boolean).join('_');
  const didNotHelp = isStillBroken(moment, diagnosis);
  return {
    ...shared,
    ...(didNotHelp ? { headline: words('guide_not_fixed') } : {}),
    steps: path.steps.map(({ id }) => words(`${start}_${id}`, ...(path.about ?? []))),
    path: {
      steps: path.steps,
      isFollowed: isFollowing(progress, cause, nowMs),
      didNotHelp,
      isUnderCheck: isUnderCheck(moment, diagnosis),
    },
  };
}
