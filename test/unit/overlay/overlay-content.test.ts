// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { describeContent } from '../../../components/overlay/overlay-content';
import type { GuideModel } from '../../../lib/messages/page-requests';
import type { DrawnScreen } from '../../../lib/providers/screen';

const screen: DrawnScreen = { id: 'xero.users', kind: 'users', anchors: [] };
const model: GuideModel = {
  screenId: screen.id,
  status: 'needs_you',
  statusWord: 'Needs you',
  headline: 'What is wrong',
  steps: ['Open', 'Save'],
};
const word = (key: string): string => key;
const describeWalk = (path: Partial<NonNullable<GuideModel['path']>>, step: number) =>
  describeContent(
    screen,
    { ...model, path: { steps: [], isFollowed: true, didNotHelp: false, isUnderCheck: false, ...path } },
    { step, total: 2, detours: [], target: document.body },
    word,
  );

describe('what the overlay says on a way', () => {
  it('names the cause and points at the step that is to be done', () => {
    expect(describeWalk({}, 0)).toMatchObject({ headline: 'What is wrong', target: document.body, walk: { step: 0 } });
  });

  it('says that it is being checked once all is done, and what the check found when it was in vain', () => {
    expect(describeWalk({}, 2).headline).toBe('guide_check_soon');
    expect(describeWalk({ didNotHelp: true }, 2).headline).toBe('What is wrong');
  });

  it('points at nothing while the check is still to come, on whatever page the person stands by then', () => {
    const content = describeWalk({ isUnderCheck: true }, 0);
    expect(content).toMatchObject({ headline: 'guide_checking', walk: { step: 2, total: 2 } });
    expect(content.target).toBeUndefined();
  });
});
