import { contentBoxes, controlBoxes } from '../../lib/page/obstacles';
import { type Box, bottomCorner, moveInside, placeBeside } from '../../lib/page/place-box';
import type { BoxMode } from './overlay-box';

/** How far from its anchor each shape may stand, in px; beyond that it no longer belongs to it. */
const reachOf: Record<BoxMode, number> = { card: 700, line: 900, dot: 160 };

export interface LayoutQuestion {
  anchor: Box;
  /** The shapes that may be taken, the best first. */
  modes: readonly BoxMode[];
  /** Draws a shape and tells its size. */
  measure(mode: BoxMode): { width: number; height: number };
  /** The person asked for it: it may cover what is beneath, since it goes away the same way. */
  isAsked: boolean;
  /** What is to be pressed or chosen next: not covered even then. */
  target: Box | undefined;
}

export interface Layout {
  mode: BoxMode;
  box: Box;
}

/** The visible part of the page, without scroll bars. */
function viewportSize(): { width: number; height: number } {
  return { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
}

/**
 * Finds shape and place: near the anchor and over nothing, else at least over no control, else the smallest shape floating in
 * the bottom corner at the inline end, or near it when a control is there (UX-51).
 */
export function findLayout({ anchor, modes, measure, isAsked, target }: LayoutQuestion): Layout {
  const viewport = viewportSize();
  const direction = getComputedStyle(document.documentElement).direction === 'rtl' ? 'rtl' : 'ltr';
  const controls = controlBoxes();
  const everything = [...controls, ...contentBoxes()];
  const near = moveInside(anchor, viewport);
  for (const mode of modes) {
    const size = measure(mode);
    // A whole card hides what the page says only when it was asked for; a line may, rather than not be seen.
    const choices = mode === 'card' && !isAsked ? [everything] : [everything, controls];
    for (const obstacles of choices) {
      const box = placeBeside({
        size,
        anchor: near,
        viewport,
        obstacles,
        direction,
        reach: isAsked ? Number.POSITIVE_INFINITY : reachOf[mode],
      });
      if (box) return { mode, box };
    }
    if (isAsked) {
      const start = { x: near.x, y: near.y, width: 0, height: 0 };
      const obstacles = target ? [target] : [];
      const box = placeBeside({ size, anchor: start, viewport, obstacles, direction, reach: Infinity });
      return { mode, box: box ?? moveInside({ ...start, width: size.width, height: size.height }, viewport) };
    }
  }
  const size = measure('dot');
  const corner = bottomCorner({ size, viewport, direction });
  const point = { x: direction === 'rtl' ? 0 : viewport.width, y: viewport.height, width: 0, height: 0 };
  const box = placeBeside({ size, anchor: point, viewport, obstacles: controls, direction, reach: Infinity });
  return { mode: 'dot', box: box ?? corner };
}
