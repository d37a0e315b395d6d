import type { GuideModel } from '../../lib/messages/page-requests';
import { type Choice, outlineTarget, readChoice } from '../../lib/page/choice';
import { findElement } from '../../lib/page/find-by-text';
import type { DrawnScreen } from '../../lib/providers/screen';
import type { Walk } from './overlay-walk';

/** What the box says: the worker's model, and what the page adds to it (the choice made on a consent screen). */
export interface BoxContent {
  model: GuideModel;
  status: GuideModel['status'];
  headline: string;
  /** The headline has to be noticed at once. */
  isAlarm: boolean;
  /** What to outline on the page. */
  target?: Element;
  /** Where on a path the person stands. */
  walk?: Walk;
}

type Word = (key: string, ...values: string[]) => string;

/** Reads what the page adds to the model, and puts both into words. */
export function describeContent(
  screen: DrawnScreen,
  model: GuideModel,
  walk: Walk | undefined,
  word: Word,
): BoxContent {
  const { status, headline, pick } = model;
  if (walk && model.path?.isUnderCheck) {
    const { total, detours } = walk;
    return { model, status, headline: word('guide_checking'), isAlarm: false, walk: { step: total, total, detours } };
  }
  if (walk) {
    const isOver = walk.step >= walk.total;
    return {
      model,
      status,
      headline: isOver && !model.path?.didNotHelp ? word('guide_check_soon') : headline,
      isAlarm: false,
      walk,
      ...(walk.target ? { target: walk.target } : {}),
    };
  }
  const control = pick && screen.choices && findElement(screen.choices);
  const agree = pick && screen.agree && findElement(screen.agree);
  if (!control) {
    const shown = { model, status, headline, isAlarm: false };
    // Chosen on the page before: what is left is to look at it, and to agree.
    return agree ? { ...shown, headline: word('guide_consent_check_company', pick.name), target: agree } : shown;
  }
  const choice = readChoice(control, pick);
  const target = choice.state === 'right' && agree ? agree : outlineTarget(control, pick);
  return { model, target, ...wordsForChoice(choice, model, pick.name, word) };
}

function wordsForChoice(
  choice: Choice,
  { status, headline }: GuideModel,
  name: string,
  word: Word,
): Pick<BoxContent, 'status' | 'headline' | 'isAlarm'> {
  switch (choice.state) {
    case 'right':
      return { status: 'connected', headline: word('guide_pick_right', name), isAlarm: false };
    case 'other':
      return { status: 'needs_you', headline: word('guide_pick_other', choice.name, name), isAlarm: true };
    case 'missing':
      return { status: 'needs_you', headline: word('guide_pick_missing', name), isAlarm: true };
    case 'none':
      return { status, headline, isAlarm: false };
  }
}

/** Whether two contents look the same when drawn. */
export function looksSame(one: BoxContent, other: BoxContent): boolean {
  return (
    one.headline === other.headline &&
    one.status === other.status &&
    one.walk?.step === other.walk?.step &&
    one.walk?.wanted === other.walk?.wanted &&
    one.walk?.isSettling === other.walk?.isSettling &&
    (one.target === undefined) === (other.target === undefined) &&
    (one.model === other.model || JSON.stringify(one.model) === JSON.stringify(other.model))
  );
}
