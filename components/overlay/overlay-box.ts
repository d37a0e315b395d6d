import type { GuideModel } from '../../lib/messages/page-requests';
import { draw, drawCross, drawMark, drawMore, drawStatus } from './drawing';
import type { BoxContent } from './overlay-content';
import type { Walk } from './overlay-walk';

/** How much of itself the overlay shows: everything, one line, or a dot of less than 48 px (UX-51). */
export type BoxMode = 'card' | 'line' | 'dot';

/** What a person can do in the overlay. None of it changes a connection (SEC-60). */
export type BoxAction = 'open' | 'areas' | 'report' | 'pick' | 'expand' | 'collapse' | 'close' | 'day' | 'site';

interface BoxPorts {
  /** Looks words up by their key. */
  word(key: string, ...values: string[]): string;
  /** Something was clicked or pressed. */
  onAction(action: BoxAction, event: Event): void;
}

/** Draws the box anew: its whole content in one of its modes. */
export function drawBox(box: HTMLElement, content: BoxContent, mode: BoxMode, ports: BoxPorts): void {
  box.dataset.mode = mode;
  box.dataset.status = content.status;
  box.toggleAttribute('data-alarm', content.isAlarm);
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', ports.word('extension_short_name'));
  box.replaceChildren(...(mode === 'card' ? drawCard(content, ports) : [drawBrief(content, mode, ports)]));
}

function button(
  className: string,
  action: BoxAction,
  ports: BoxPorts,
  ...content: (Node | string)[]
): HTMLButtonElement {
  const element = draw('button', className, ...content);
  element.type = 'button';
  element.dataset.action = action;
  element.addEventListener('click', (event) => ports.onAction(action, event));
  return element;
}

/** What one line can say: to somebody under way the step to do, which a dialog of the page may leave no other room for. */
function drawLine({ model, headline, walk }: BoxContent, { word }: BoxPorts): HTMLElement {
  const step = walk && model.path?.isFollowed ? model.steps[walk.step] : undefined;
  if (step === undefined) return draw('span', 'headline', headline);
  const wanted = walk?.wanted && draw('b', 'wanted', word('guide_walk_wanted', walk.wanted));
  return draw('span', 'headline now', draw('span', '', step, ...(wanted ? [' ', wanted] : [])));
}

function drawBrief(content: BoxContent, mode: BoxMode, ports: BoxPorts): HTMLElement {
  const { model, status } = content;
  const line = drawLine(content, ports);
  const label = [ports.word('extension_short_name'), model.companyName, line.textContent].filter(Boolean).join(', ');
  const element = button(
    'brief',
    'expand',
    ports,
    drawMark(mode === 'dot' ? 26 : 22),
    drawStatus(status, 16),
    line,
    draw('span', 'more', drawMore()),
  );
  element.setAttribute('aria-label', label);
  element.setAttribute('aria-expanded', 'false');
  if (mode === 'dot') element.title = label;
  return element;
}

function drawCard(content: BoxContent, ports: BoxPorts): HTMLElement[] {
  const { model, status, walk } = content;
  const close = button('close', 'close', ports, drawCross());
  close.setAttribute('aria-label', ports.word('guide_close'));
  const fold = button('name', 'collapse', ports, drawMark(20), ports.word('extension_short_name'));
  fold.setAttribute('aria-expanded', 'true');
  const head = draw('div', 'head', fold, close);
  const body = draw(
    'div',
    'body',
    draw(
      'div',
      'status',
      model.companyName === undefined ? undefined : draw('bdi', '', model.companyName),
      ...(status === model.status ? [drawStatus(status, 14), draw('span', 'word', model.statusWord)] : []),
      model.checked === undefined ? undefined : draw('span', 'soft', `· ${model.checked}`),
    ),
    drawHeadline(content, ports),
    model.why === undefined ? undefined : draw('p', '', model.why),
    walk ? drawWalk(model.steps, walk, ports) : drawSteps(model.steps),
    ...(model.notes ?? []).map((note) => draw('p', '', note)),
    model.permissions && drawPermissions(model.permissions),
    model.who === undefined ? undefined : draw('p', 'soft', model.who),
    drawActs(model, ports),
  );
  const ways = draw(
    'div',
    'ways',
    button('', 'day', ports, ports.word('guide_hide_day')),
    button('', 'site', ports, ports.word('guide_off_site')),
  );
  return [head, body, ways];
}

/** On a consent screen our window has nothing to add: the next step is there. */
function canOpen(model: GuideModel): boolean {
  return model.status !== 'pending';
}

/** All of them lead to our window, and nowhere else. */
function drawActs(model: GuideModel, ports: BoxPorts): HTMLElement | undefined {
  if (!canOpen(model)) return undefined;
  const open = button('act', 'open', ports, ports.word('guide_open'));
  const { acts = [] } = model;
  if (acts.length === 0) return open;
  const isOpenQuestion = acts.includes('pick');
  const more = acts.map((action) => {
    const look = action === 'pick' ? 'act' : 'act plain';
    return button(look, action, ports, ports.word(`marker_${action}`));
  });
  return draw('div', 'acts', ...(isOpenQuestion ? more : [open, ...more]));
}

function drawHeadline({ model, headline, isAlarm }: BoxContent, ports: BoxPorts): HTMLElement {
  const element = canOpen(model)
    ? button('headline', 'open', ports, headline)
    : draw('p', isAlarm ? 'headline alarm' : 'headline', headline);
  if (isAlarm) element.setAttribute('role', 'alert');
  return element;
}

/** Most steps that are shown at once: a box that tells a long way whole would hide the page it is about. */
const maxShown = 5;

/** The step before and those that follow, as many as are shown at once; all of a short way. */
function isNear(index: number, step: number, total: number): boolean {
  const first = Math.max(0, Math.min(step - 1, total - maxShown));
  return index >= first && index < first + maxShown;
}

/** The way, with what is behind ticked off and what is to be done now standing out; of detours only the one to take now. */
function drawWalk(steps: readonly string[], walk: Walk, { word }: BoxPorts): HTMLElement {
  const { wanted, target, detours, isSettling } = walk;
  const shown = [...steps.keys()].filter((index) => index === walk.step || !detours.includes(index));
  const step = walk.step < walk.total ? shown.indexOf(walk.step) : shown.length;
  const entries = shown.map((index, place) => {
    const entry = draw('li', place < step ? 'past' : place === step ? 'now' : 'next');
    const words = draw('span', '', steps[index] ?? '');
    if (place < step) words.append(draw('span', 'unseen', ` (${word('guide_walk_done')})`));
    if (place === step) {
      entry.setAttribute('aria-current', 'step');
      if (wanted) words.append(' ', draw('b', 'wanted', word('guide_walk_wanted', wanted)));
      if (!target && !isSettling) words.append(draw('span', 'soft where', word('guide_walk_unfound')));
    }
    entry.append(draw('b', '', place < step ? '✓' : `${place + 1}.`), words);
    return entry;
  });
  const isOver = step >= shown.length;
  const count = isOver ? undefined : draw('p', 'count', word('guide_walk_count', `${step + 1}`, `${shown.length}`));
  const near = entries.filter((_, place) => isNear(place, step, shown.length));
  return draw('div', 'walk', count, draw('ol', '', ...near));
}

/** What the consent screen asks for, folded until somebody wants to know. */
function drawPermissions({ title, items }: NonNullable<BoxContent['model']['permissions']>): HTMLElement {
  return draw(
    'details',
    'soft',
    draw('summary', '', title),
    draw('ul', '', ...items.map((item) => draw('li', '', item))),
  );
}

function drawSteps(steps: readonly string[]): HTMLElement | undefined {
  if (steps.length === 0) return undefined;
  if (steps.length === 1) return draw('p', '', ...steps);
  return draw(
    'ol',
    '',
    ...steps.map((step, index) => draw('li', '', draw('b', '', `${index + 1}.`), draw('span', '', step))),
  );
}
