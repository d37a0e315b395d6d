import type { BoxContent } from './overlay-content';

/** Air between what is outlined and the outline, in px. */
const gap = 5;

/** The frame around what is to be pressed or chosen next. */
export class Outline {
  readonly #element: HTMLElement;
  /** The step whose target was scrolled to, or what was said of it where no path is walked. */
  #scrolledTo: number | string | undefined;

  /** Where the target was when it was last asked. */
  #lastPlace = '';

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Draws it around the target of the content; nothing where there is none. */
  draw(content: BoxContent | undefined): void {
    const target = content?.target;
    const box = target?.getBoundingClientRect();
    // What was taken out of the page a moment ago is nowhere.
    const isThere = box !== undefined && box.width > 0 && box.height > 0;
    this.#element.hidden = !isThere;
    if (!target || !isThere) return;
    this.#scrollTo(target, content.walk ? content.walk.step : content.headline);
    const { x, y, width, height } = target.getBoundingClientRect();
    this.#element.dataset.status = content.status;
    Object.assign(this.#element.style, {
      left: `${x - gap}px`,
      top: `${y - gap}px`,
      width: `${width + 2 * gap}px`,
      height: `${height + 2 * gap}px`,
    });
  }

  /** Whether the target is not where it was when this was last asked. */
  hasMoved(target: Element | undefined): boolean {
    const box = target?.getBoundingClientRect();
    const place = box ? `${box.x} ${box.y} ${box.width} ${box.height}` : '';
    const isElsewhere = place !== this.#lastPlace;
    this.#lastPlace = place;
    return isElsewhere;
  }

  /** Brings what is to be done next into view, once for each step; never against the person's own scrolling. */
  #scrollTo(target: Element, step: number | string): void {
    if (step === this.#scrolledTo) return;
    this.#scrolledTo = step;
    const { top, bottom, left, right } = target.getBoundingClientRect();
    const isAtHeight = top >= 0 && bottom <= innerHeight;
    if (isAtHeight && left >= 0 && right <= innerWidth) return;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Sideways no further than it takes: what stands before the target says what it belongs to.
    const place = { block: isAtHeight ? 'nearest' : 'center', inline: 'nearest' } as const;
    target.scrollIntoView({ ...place, behavior: isStill ? 'auto' : 'smooth' });
  }
}
