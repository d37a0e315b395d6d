/** A rectangle in CSS px of the viewport. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A plain copy of a rectangle of the DOM, whose own members cannot be spread. */
export function toBox({ x, y, width, height }: Box): Box {
  return { x, y, width, height };
}

export interface PlaceQuestion {
  /** Size of what is to be placed. */
  size: Size;
  /** What it belongs to. */
  anchor: Box;
  viewport: Size;
  /** What must not be covered. */
  obstacles: readonly Box[];
  direction: 'ltr' | 'rtl';
  /** How far from the anchor it may stand, in px. */
  reach: number;
}

/** Air between the box and what it stands beside, room kept to the viewport's edge, and step of the search, in px. */
const gap = 8;
const margin = 8;
const step = 16;

/** How much nearer a spot must be to win over one that lines up, in px per px out of line. */
const crookedness = 0.25;

interface Size {
  width: number;
  height: number;
}

/** A box of this size with its corner there; sizes are copied by name, because they may come as rectangles. */
function boxAt(x: number, y: number, { width, height }: Size): Box {
  return { x, y, width, height };
}

/** Whether two boxes share any area. */
export function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Shortest way between two boxes in px; 0 when they touch. */
function distance(one: Box, other: Box): number {
  const across = Math.max(0, other.x - one.x - one.width, one.x - other.x - other.width);
  const down = Math.max(0, other.y - one.y - one.height, one.y - other.y - other.height);
  return Math.hypot(across, down);
}

/** The places one would choose by hand: at the inline end, below, above, at the inline start. */
function sides({ size, anchor, direction }: PlaceQuestion): Box[] {
  const after = anchor.x + anchor.width + gap;
  const before = anchor.x - size.width - gap;
  const flush = direction === 'rtl' ? anchor.x + anchor.width - size.width : anchor.x;
  const level = anchor.y + Math.min(0, (anchor.height - size.height) / 2);
  const places: [x: number, y: number][] = [
    [direction === 'rtl' ? before : after, level],
    [flush, anchor.y + anchor.height + gap],
    [flush, anchor.y - size.height - gap],
    [direction === 'rtl' ? after : before, level],
  ];
  return places.map(([x, y]) => boxAt(x, y, size));
}

/** Columns and rows that are tried: an even raster, and what lines up with the anchor, the middle or the end of the page. */
function raster(last: number, ...aligned: number[]): number[] {
  const even = Array.from(
    { length: Math.max(0, Math.floor((last - margin) / step) + 1) },
    (_, index) => margin + index * step,
  );
  return [...aligned.filter((place) => place >= margin && place <= last), ...even];
}

/**
 * Where the box can stand near its anchor without covering an obstacle, and wholly inside the viewport (UX-51): on one of
 * the anchor's sides, else at the free spot nearest to it, lined up with something where that costs little. Undefined when
 * there is none within reach.
 */
export function placeBeside(question: PlaceQuestion): Box | undefined {
  const { size, anchor, viewport, obstacles, direction, reach } = question;
  const last = { x: viewport.width - margin - size.width, y: viewport.height - margin - size.height };
  const isFree = (box: Box): boolean =>
    !overlaps(box, anchor) && !obstacles.some((obstacle) => overlaps(box, obstacle));
  const isInside = (box: Box): boolean => box.x >= margin && box.y >= margin && box.x <= last.x && box.y <= last.y;

  const side = sides(question).find((box) => isInside(box) && isFree(box));
  if (side) return side;
  const flush = direction === 'rtl' ? anchor.x + anchor.width - size.width : anchor.x;
  const middle = (viewport.width - size.width) / 2;
  let best: Box | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const y of raster(last.y, anchor.y, last.y)) {
    for (const x of raster(last.x, flush, middle, last.x)) {
      const box = boxAt(x, y, size);
      const away = distance(box, anchor);
      const score = away + Math.min(Math.abs(x - flush), Math.abs(x - middle)) * crookedness;
      if (away <= reach && score < bestScore && isFree(box)) {
        best = box;
        bestScore = score;
      }
    }
  }
  return best;
}

/** The bottom corner at the inline end: where the collapsed overlay floats. */
export function bottomCorner({
  size,
  viewport,
  direction,
}: Pick<PlaceQuestion, 'size' | 'viewport' | 'direction'>): Box {
  const x = direction === 'rtl' ? margin : viewport.width - margin - size.width;
  return boxAt(x, viewport.height - margin - size.height, size);
}

/** The same box, moved the least that brings it wholly inside the viewport. */
export function moveInside(box: Box, viewport: Size): Box {
  const into = (from: number, length: number, room: number): number =>
    Math.max(margin, Math.min(from, room - margin - length));
  return boxAt(into(box.x, box.width, viewport.width), into(box.y, box.height, viewport.height), box);
}
