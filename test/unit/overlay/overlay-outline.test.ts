// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { BoxContent } from '../../../components/overlay/overlay-content';
import { Outline } from '../../../components/overlay/overlay-outline';
import { layOutPage } from '../page/layout';

/** Only what the outline reads of the content: what it is drawn around, and what it is called there. */
const contentAt = (target: Element, headline: string): BoxContent =>
  ({ target, headline, status: 'needs_you' }) as never;

describe('Outline', () => {
  let scrolled: ScrollIntoViewOptions[];
  let frame: HTMLElement;
  let outline: Outline;

  beforeEach(() => {
    layOutPage();
    scrolled = [];
    Object.assign(Element.prototype, { scrollIntoView: (how: ScrollIntoViewOptions) => void scrolled.push(how) });
    Object.assign(window, { innerWidth: 320, innerHeight: 640 });
    frame = document.createElement('div');
    outline = new Outline(frame);
  });

  function drawAt(box: string): Element {
    document.body.innerHTML = `<a data-box="${box}">Open</a>`;
    const target = document.body.children[0];
    if (!target) throw new Error('the page is empty');
    outline.draw(contentAt(target, box));
    return target;
  }

  it('leaves the page where it is when the whole target is on show', () => {
    drawAt('10 100 120 20');
    expect(scrolled).toEqual([]);
    expect(frame.style.left).toBe('5px');
    expect(frame.style.width).toBe('130px');
  });

  it('scrolls to what is below the window, and to what is beside it', () => {
    drawAt('10 900 120 20');
    drawAt('431 100 120 20');
    expect(scrolled).toMatchObject([
      { block: 'center', inline: 'nearest' },
      { block: 'nearest', inline: 'nearest' },
    ]);
  });

  it('is nowhere once its target is gone', () => {
    const target = drawAt('10 100 120 20');
    expect(frame.hidden).toBe(false);
    target.remove();
    outline.draw(contentAt(target, 'gone'));
    expect(frame.hidden).toBe(true);
    expect(scrolled).toEqual([]);
  });
});
