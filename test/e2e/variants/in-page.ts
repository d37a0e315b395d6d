import { outlineTarget, type Pick, readChoice } from '../../../lib/page/choice.ts';
import { findElement } from '../../../lib/page/find-by-text.ts';
import { readPath, readSigns } from '../../../lib/page/read-path.ts';
import { screensAt } from '../../../lib/page/screen-watch.ts';
import type { RowNames } from '../../../lib/providers/path.ts';
import { findPath, signFactsOf } from '../../../lib/providers/paths.ts';
import { findScreen, providerScreens } from '../../../lib/providers/screens.ts';
import { addDecoys } from './decoys.ts';
import { copyWithState, Marks } from './marks.ts';
import { scramble } from './scramble.ts';

/** What is looked for on a page, and how many variants of it are made. */
export interface PageQuestion {
  names: RowNames;
  /** The way to be walked, and the step that is to be done now on the page as it stands. */
  walk?: { provider: string; cause: string; area?: string; description?: string; step: string; wanted?: string };
  /** The company to choose on a consent screen; `other` when another one stands chosen. */
  choose?: Pick & { state: 'right' | 'none' | 'other' };
  /** All that the page tells. */
  signs: readonly string[];
  seeds: readonly number[];
}

/** What became of the page as it was drawn, and how many variants led where. `wrong` says what went wrong, with the seed that makes the variant again. */
export interface PageTally {
  drawn: Verdict;
  right: number;
  words: number;
  wrong: string[];
}

const marks = new Marks();

/** Marks an element of the page as it was drawn as the right one for a step, or for the company to choose. */
export function mark(element: Element, name: string): void {
  marks.add(element, name);
}

/** Right, in words alone, or wrong and how. */
export type Verdict = 'right' | 'words' | { wrong: string };

const markup = (element: Element | undefined): string => element?.outerHTML.replace(/\s+/g, ' ').slice(0, 200) ?? '';

function judgeWalk(screenId: string, { walk, names }: PageQuestion): Verdict {
  if (!walk) return 'words';
  const path = findPath(walk.provider, walk.cause, { area: walk.area, description: walk.description });
  if (!path) return { wrong: 'there is no such way' };
  const moment = readPath(path.steps, screenId, names);
  if (!moment) return 'words';
  const said = path.steps[moment.step]?.id ?? 'all done';
  if (said === 'all done') return { wrong: 'says that all is done' };
  if (!moment.target) return 'words';
  if (said !== walk.step) return { wrong: `is at ${said}: ${markup(moment.target)}` };
  if (!marks.has(moment.target, said)) return { wrong: `points at ${markup(moment.target)}` };
  const isAsWanted = walk.wanted === undefined || moment.wanted?.toLowerCase() === walk.wanted.toLowerCase();
  return isAsWanted ? 'right' : { wrong: `wants ${moment.wanted}` };
}

function judgeChoice(screenId: string, wanted: NonNullable<PageQuestion['choose']>): Verdict {
  const choices = findScreen(screenId)?.choices;
  const control = choices && findElement(choices);
  if (!control) return 'words';
  const choice = readChoice(control, wanted);
  if (choice.state === 'missing') return 'words';
  if (choice.state !== wanted.state) return { wrong: `takes the choice for ${choice.state}` };
  const target = outlineTarget(control, wanted);
  const holds = target.matches('select, fieldset, [role=radiogroup], [role=listbox]');
  return holds || marks.has(target, 'choose') ? 'right' : { wrong: `points at ${markup(target)}` };
}

function judge(question: PageQuestion): Verdict {
  const there = screensAt(providerScreens, location).find(({ facts }) => findElement(facts.landmarks));
  if (!there) return 'words';
  const screen = findScreen(there.facts.id);
  const id = there.facts.id;
  const signs = screen ? readSigns(signFactsOf(screen), id, question.names) : [];
  const surplus = signs.filter((sign) => !question.signs.includes(sign));
  if (surplus.length > 0) return { wrong: `reads ${surplus}` };
  if (question.choose) return judgeChoice(id, question.choose);
  if (question.walk) return judgeWalk(id, question);
  return signs.length === question.signs.length ? 'right' : 'words';
}

/** Makes the variants of the page that is shown, one after the other, and reads each with the product's own code. */
export function tryVariants(question: PageQuestion): PageTally {
  const tally: PageTally = { drawn: judge(question), right: 0, words: 0, wrong: [] };
  const original = document.body;
  for (const seed of question.seeds) {
    const body = copyWithState(original, marks);
    for (const script of body.querySelectorAll('script')) script.remove();
    document.body.replaceWith(body);
    addDecoys(body, seed, question.names);
    scramble(body, seed, marks);
    const verdict = judge(question);
    if (typeof verdict === 'string') tally[verdict] += 1;
    else tally.wrong.push(`seed ${seed}: ${verdict.wrong}`);
  }
  document.body.replaceWith(original);
  return tally;
}
