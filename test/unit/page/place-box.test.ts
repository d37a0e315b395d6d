import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bottomCorner, moveInside, overlaps, type PlaceQuestion, placeBeside } from '../../../lib/page/place-box';

const viewport = { width: 1000, height: 700 };
const anchor = { x: 400, y: 300, width: 100, height: 40 };
const size = { width: 200, height: 60 };

function ask(more: Partial<PlaceQuestion> = {}): ReturnType<typeof placeBeside> {
  return placeBeside({ size, anchor, viewport, obstacles: [], direction: 'ltr', reach: 300, ...more });
}

describe('placeBeside', () => {
  it('stands at the inline end of its anchor', () => {
    expect(ask()).toEqual({ x: 508, y: 290, width: 200, height: 60 });
  });

  it('stands at the other side in a page that reads from right to left', () => {
    expect(ask({ direction: 'rtl' })).toEqual({ x: 192, y: 290, width: 200, height: 60 });
  });

  it('goes below when a control stands beside the anchor', () => {
    expect(ask({ obstacles: [{ x: 520, y: 300, width: 50, height: 40 }] })).toMatchObject({ x: 400, y: 348 });
  });

  it('takes the free spot nearest to the anchor when all its sides are taken', () => {
    const around = { x: 250, y: 200, width: 400, height: 240 };
    const box = ask({ obstacles: [around] });
    expect(box && overlaps(box, around)).toBe(false);
    expect(box?.x).toBe(400);
  });

  it('says no when there is nothing free within reach', () => {
    expect(ask({ obstacles: [{ x: 0, y: 0, width: 1000, height: 700 }] })).toBeUndefined();
    expect(
      ask({ obstacles: [{ x: 100, y: 0, width: 900, height: 700 }], size: { width: 60, height: 60 }, reach: 100 }),
    ).toBeUndefined();
  });

  it('never covers an obstacle or the anchor, and never leaves the viewport', () => {
    const length = fc.integer({ min: 1, max: 500 });
    const box = fc.record({
      x: fc.integer({ min: -200, max: 1100 }),
      y: fc.integer({ min: -200, max: 800 }),
      width: length,
      height: length,
    });
    fc.assert(
      fc.property(
        box,
        fc.array(box, { maxLength: 12 }),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        (place, obstacles, direction) => {
          const found = ask({ anchor: place, obstacles, direction, reach: 2000 });
          if (!found) return;
          expect(obstacles.some((obstacle) => overlaps(obstacle, found))).toBe(false);
          expect(overlaps(place, found)).toBe(false);
          expect(found).toEqual(moveInside(found, viewport));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds a spot whenever the raster has a free one', () => {
    const left = { x: 0, y: 0, width: 700, height: 700 };
    expect(ask({ obstacles: [left], reach: 2000 })).toMatchObject({ width: 200, height: 60 });
  });
});

describe('bottomCorner', () => {
  it('is the corner at the inline end', () => {
    expect(bottomCorner({ size, viewport, direction: 'ltr' })).toEqual({ x: 792, y: 632, width: 200, height: 60 });
    expect(bottomCorner({ size, viewport, direction: 'rtl' })).toEqual({ x: 8, y: 632, width: 200, height: 60 });
  });
});

describe('moveInside', () => {
  it('keeps a box that is too large at the start, where its ways out are', () => {
    expect(moveInside({ x: 50, y: 50, width: 2000, height: 2000 }, viewport)).toMatchObject({ x: 8, y: 8 });
  });

  it('works on rectangles of the DOM, whose members cannot be spread', () => {
    class Rectangle {
      get x(): number {
        return 990;
      }
      get y(): number {
        return 10;
      }
      get width(): number {
        return 100;
      }
      get height(): number {
        return 20;
      }
    }
    expect(moveInside(new Rectangle(), viewport)).toEqual({ x: 892, y: 10, width: 100, height: 20 });
  });
});
