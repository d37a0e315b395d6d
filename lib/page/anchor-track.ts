import type { Finder } from '../providers/screen';
import { findElement, isVisible } from './find-by-text';
import { type Box, toBox } from './place-box';

/** What became of the place an overlay belongs to since the last look. */
export type AnchorNews = 'same' | 'moved' | 'missing' | 'lost';

/** How long a page may be without the anchor, while it redraws itself, in ms (UX-50). */
const patienceMs = 2000;

/** Follows the element an overlay belongs to through scrolling and through redrawing by the page. */
export class AnchorTrack {
  readonly #find: () => Element | undefined;
  readonly #nowMs: () => number;
  #element: Element | undefined;
  #missingSinceMs: number;
  box: Box = { x: 0, y: 0, width: 0, height: 0 };

  /** @param anchors how to find the element: by finders, or by the answer of whoever knows it */
  constructor(anchors: readonly Finder[] | (() => Element | undefined), nowMs: () => number) {
    this.#find = typeof anchors === 'function' ? anchors : () => findElement(anchors);
    this.#nowMs = nowMs;
    this.#missingSinceMs = nowMs();
  }

  /** Finds the element, again where the page replaced it, and notes its box. */
  look(): AnchorNews {
    if (!this.#element || !isVisible(this.#element)) this.#element = this.#find();
    if (!this.#element) return this.#nowMs() - this.#missingSinceMs > patienceMs ? 'lost' : 'missing';
    this.#missingSinceMs = this.#nowMs();
    const before = this.box;
    const now = toBox(this.#element.getBoundingClientRect());
    this.box = now;
    const isSame =
      before.x === now.x && before.y === now.y && before.width === now.width && before.height === now.height;
    return isSame ? 'same' : 'moved';
  }
}
