import type { PageSign } from '../model/page-sign';
import type { PageFact, PathStep, RowNames, SignFact } from '../providers/path';
import { type Option, optionsOf } from './choice';
import { findElement, plainText } from './find-by-text';
import { findNaming, findUnique } from './find-unique';
import { bareWords } from './words';

/** Where on a path somebody stands, as the page shows it. */
export interface PathMoment {
  /** Index of the step to do; as many as there are steps when all are done. */
  step: number;
  /** What to point at; absent where the page does not have it, or it cannot be told from others. */
  target?: Element;
  /** What to choose or to type there, as the page writes it. */
  wanted?: string;
}

const boxes = 'input[type=checkbox], [role=switch], [role=checkbox]';

function stateOfBox(box: Element): string {
  const isOn = box instanceof HTMLInputElement ? box.checked : box.getAttribute('aria-checked') === 'true';
  return isOn ? 'on' : 'off';
}

function wordsOfOption({ words }: Option): string {
  return bareWords(words.replace(/\s+/g, ' '));
}

/** What a control or text says now, lower case. */
function saidBy(element: Element): string[] {
  if (element.matches(boxes)) return [stateOfBox(element)];
  const options = optionsOf(element);
  const chosen = options.filter((option) => option.isSelected).map((option) => wordsOfOption(option).toLowerCase());
  return options.length > 0 ? chosen : [plainText(element)];
}

/** Whether the page shows this. A place that is not there, or might be another one, shows nothing. */
function isShown(fact: PageFact, names: RowNames): boolean {
  if ('shows' in fact) return findUnique(fact.shows, names) !== undefined;
  if ('lacks' in fact)
    return (
      findElement(fact.in) !== undefined && names[fact.lacks].length > 0 && findNaming(names[fact.lacks]).length === 0
    );
  if ('filled' in fact) {
    const field = findUnique(fact.filled, names);
    return field instanceof HTMLInputElement && field.value.trim() !== '';
  }
  const place = findUnique(fact.says, names);
  return place instanceof Element && saidBy(place).some((said) => fact.oneOf.includes(said));
}

/** What the signs of a screen tell; in the order of the list, each once. */
export function readSigns(facts: readonly SignFact[], screenId: string, names: RowNames): PageSign[] {
  const shown = facts.filter(({ screens, when }) => screens.includes(screenId) && isShown(when, names));
  return [...new Set(shown.map(({ sign }) => sign))];
}

/** Fields that take letters; a box called "Email me" is none. */
const fields = 'input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea';

interface StepHere {
  index: number;
  step: PathStep;
  target: Element | undefined;
  /** There is something that may be it, also where it cannot be told from others. */
  isInSight: boolean;
}

/** The option of a control that is to be chosen, and where to point. */
function readChoice({ step, target }: StepHere): { isChosen: boolean; option?: Option } {
  if (!step.choose || !target) return { isChosen: false };
  if (target.matches(boxes)) return { isChosen: step.choose.includes(stateOfBox(target)) };
  const options = optionsOf(target);
  const said = saidBy(target);
  if (said.some((words) => step.choose?.includes(words))) return { isChosen: true };
  for (const wanted of step.choose) {
    const option = options.find((one) => wordsOfOption(one).toLowerCase() === wanted);
    if (option) return { isChosen: false, option };
  }
  return { isChosen: false };
}

/** What to outline: the option itself where it has a box of its own on the page, else the control. */
function pointedAt(target: Element, option: Option | undefined): Element {
  const element = option?.element;
  if (!element || element instanceof HTMLOptionElement) return target;
  return (element instanceof HTMLInputElement ? element.labels?.[0] : undefined) ?? element;
}

/** What may be typed into a field: a name is no e-mail address. */
function fitInto(field: Element, names: readonly string[]): readonly string[] {
  return field.matches('[type=email]') ? names.filter((name) => name.includes('@')) : names;
}

/** Whether one of the names stands there; where none is known that fits, anything the field takes. */
function isFilled(field: HTMLInputElement, names: readonly string[]): boolean {
  const said = field.value.trim().toLowerCase();
  const fitting = fitInto(field, names);
  return fitting.length === 0
    ? said !== '' && field.checkValidity()
    : fitting.some((name) => name.toLowerCase() === said);
}

function isDone(here: StepHere, names: RowNames): boolean {
  const { step, target } = here;
  if (step.done) return isShown(step.done, names);
  if (step.fill) return target instanceof HTMLInputElement && isFilled(target, names[step.fill]);
  return readChoice(here).isChosen;
}

/** A step that only leads on is behind a person who has the next one in sight. */
function isPassed(here: StepHere, later: readonly StepHere[]): boolean {
  return !here.step.choose && !here.step.done && !here.step.fill && later.some(({ isInSight }) => isInSight);
}

/**
 * Where on the path a person stands on this screen: the first step of the screen that is not done. Undefined when no step
 * is done here. `pressed` are indexes of steps whose target was pressed on this screen.
 */
export function readPath(
  steps: readonly PathStep[],
  screenId: string,
  names: RowNames,
  pressed: ReadonlySet<number> = new Set(),
): PathMoment | undefined {
  const here = steps.flatMap((step, index): StepHere[] => {
    if (!step.screens.includes(screenId)) return [];
    const found = findUnique(step.target, names);
    const isFit = found instanceof Element && (!step.fill || found.matches(fields));
    return [{ index, step, target: isFit ? found : undefined, isInSight: isFit || found === 'several' }];
  });
  const last = here.at(-1);
  if (!last) return undefined;
  // What shows that a step is done shows that those before it are behind the person too.
  const proven = here.findLastIndex(({ step }) => step.done !== undefined && isShown(step.done, names));
  const current = here.find(
    (one, position) =>
      position > proven && !isDone(one, names) && !pressed.has(one.index) && !isPassed(one, here.slice(position + 1)),
  );
  if (!current) return { step: last.index + 1 };
  const { index, step, target } = current;
  if (!target) return { step: index };
  const { option } = readChoice(current);
  const wanted = option ? wordsOfOption(option) : step.fill && fitInto(target, names[step.fill])[0];
  return { step: index, target: pointedAt(target, option), ...(wanted ? { wanted } : {}) };
}
