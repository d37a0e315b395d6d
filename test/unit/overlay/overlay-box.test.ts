// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { drawBox } from '../../../components/overlay/overlay-box';
import type { Walk } from '../../../components/overlay/overlay-walk';

const steps = ['Open the list', 'Look in the other list', 'Choose Unblock', 'Save'];

/** What a person reads of the way while they stand at a step; the second of four is a detour. */
function readWay(step: number): { count: string; lines: string[] } {
  const walk: Walk = { step, total: steps.length, detours: [1], target: document.body };
  const model = { screenId: 'xero.shell', status: 'needs_you' as const, statusWord: 'Needs you', headline: 'x', steps };
  const box = document.createElement('div');
  drawBox(box, { model, status: 'needs_you', headline: 'x', isAlarm: false, walk }, 'card', {
    word: (key, ...values) => [key, ...values].join(' '),
    onAction: () => undefined,
  });
  return {
    count: box.querySelector('.count')?.textContent ?? '',
    lines: [...box.querySelectorAll('.walk li')].map(
      (entry) => `${entry.querySelector('b')?.textContent} ${entry.querySelector('span')?.firstChild?.textContent}`,
    ),
  };
}

describe('the way in the overlay', () => {
  it('neither counts nor ticks off a detour that nobody has to take', () => {
    expect(readWay(0)).toEqual({
      count: 'guide_walk_count 1 3',
      lines: ['1. Open the list', '2. Choose Unblock', '3. Save'],
    });
    expect(readWay(2)).toEqual({
      count: 'guide_walk_count 2 3',
      lines: ['✓ Open the list', '2. Choose Unblock', '3. Save'],
    });
  });

  it('shows a detour while it is the step to take', () => {
    expect(readWay(1)).toEqual({
      count: 'guide_walk_count 2 4',
      lines: ['✓ Open the list', '2. Look in the other list', '3. Choose Unblock', '4. Save'],
    });
  });

  it('counts no step once all are done', () => {
    expect(readWay(4)).toEqual({ count: '', lines: ['✓ Open the list', '✓ Choose Unblock', '✓ Save'] });
  });
});

describe('a step whose place is not on the page', () => {
  const readWhere = (extra: Partial<Walk>): string | null | undefined => {
    const model = {
      screenId: 'xero.shell',
      status: 'needs_you' as const,
      statusWord: 'Needs you',
      headline: 'x',
      steps,
    };
    const walk: Walk = { step: 0, total: steps.length, detours: [], ...extra };
    const box = document.createElement('div');
    const ports = { word: (key: string) => key, onAction: () => undefined };
    drawBox(box, { model, status: 'needs_you', headline: 'x', isAlarm: false, walk }, 'card', ports);
    return box.querySelector('.where')?.textContent;
  };

  it('is said to be missing, but not while the page may still draw what a press led to', () => {
    expect(readWhere({})).toBe('guide_walk_unfound');
    expect(readWhere({ isSettling: true })).toBeUndefined();
    expect(readWhere({ target: document.body })).toBeUndefined();
  });
});

describe('the overlay as one line', () => {
  const readLine = (isFollowed: boolean, step: number): string => {
    const walk: Walk = { step, total: steps.length, detours: [], target: document.body, wanted: 'Standard' };
    const path = { steps: [], isFollowed, didNotHelp: false, isUnderCheck: false };
    const model = {
      ...{ screenId: 'xero.shell', status: 'needs_you' as const, statusWord: 'Needs you', headline: 'x', steps },
      path,
    };
    const box = document.createElement('div');
    drawBox(box, { model, status: 'needs_you', headline: 'Something is wrong', isAlarm: false, walk }, 'line', {
      word: (key, ...values) => [key, ...values].join(' '),
      onAction: () => undefined,
    });
    const button = box.querySelector('button');
    expect(button?.getAttribute('aria-label')).toContain(button?.textContent);
    return button?.textContent ?? '';
  };

  it('says what is wrong to whoever comes by, and what to do now to whoever is under way', () => {
    expect(readLine(false, 2)).toBe('Something is wrong');
    expect(readLine(true, 2)).toBe('Choose Unblock guide_walk_wanted Standard');
    expect(readLine(true, 4)).toBe('Something is wrong');
  });
});
