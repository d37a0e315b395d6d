import { describe, expect, it } from 'vitest';
import { recordShown } from '../../../../lib/guidance/screens/record-shown';
import { findPath } from '../../../../lib/providers/paths';

const cause = 'app_not_authorized';
const failing = { cause, path: findPath('salesforce', cause, { code: 'OAUTH_APP_BLOCKED' }) } as const;
const end = failing.path?.steps.length ?? 0;

describe('recordShown', () => {
  it('has the connection checked at the end of a path, once the provider had time to know of it', () => {
    expect(recordShown(undefined, { step: end, signs: [] }, failing, 100_000)).toMatchObject({
      hasUpdate: true,
      isEnd: true,
      checkInMs: 1500,
      progress: { cause, step: end, checkedAtMs: 101_500, wasEnd: true },
    });
  });

  it('checks nothing on the way', () => {
    const noted = recordShown(undefined, { step: 1, signs: [] }, failing, 100_000);
    expect(noted).toMatchObject({ hasUpdate: false, isEnd: false, progress: { cause, step: 1 } });
    expect(noted.checkInMs).toBeUndefined();
  });

  it('lets a page wait for the check that the one before it led to', () => {
    const { progress } = recordShown(undefined, { step: end, signs: [] }, failing, 100_000);
    const again = recordShown(progress, { step: end, signs: [] }, failing, 100_400);
    expect(again.checkInMs).toBeUndefined();
    expect(again).toMatchObject({ hasUpdate: true, isEnd: true });
  });

  it('has a page that still shows the way look again once nothing fails any more', () => {
    const { progress } = recordShown(undefined, { step: end, signs: [] }, failing, 100_000);
    expect(recordShown(progress, { step: end, signs: [] }, undefined, 103_000)).toMatchObject({ hasUpdate: true });
    expect(recordShown(progress, { step: undefined, signs: [] }, undefined, 103_000)).toMatchObject({
      hasUpdate: false,
    });
  });

  it('holds what came of one way against no other', () => {
    const { progress } = recordShown(undefined, { step: end, signs: [] }, failing, 100_000);
    const other = { cause: 'user_inactive', path: findPath('salesforce', 'user_inactive', {}) } as const;
    const noted = recordShown(progress, { step: 0, signs: [] }, other, 110_000);
    expect(noted.progress).toMatchObject({ cause: 'user_inactive', wasEnd: false, checkedAtMs: 101_500 });
    expect(recordShown(progress, { step: 0, signs: [] }, failing, 110_000).progress.wasEnd).toBe(true);
  });

  it('takes a check that is planned already for the check of an end that is come to meanwhile', () => {
    const planned = { cause: 'user_inactive', step: 0, seenAtMs: 99_000, signs: [], checkedAtMs: 110_000 } as const;
    const noted = recordShown({ ...planned, signs: [] }, { step: end, signs: [] }, failing, 100_000);
    expect(noted.checkInMs).toBeUndefined();
    expect(noted.progress).toMatchObject({ cause, checkedAtMs: 110_000, wasEnd: true });
  });

  it('keeps 20 seconds between two checks', () => {
    const { progress } = recordShown(undefined, { step: end, signs: [] }, failing, 100_000);
    expect(recordShown(progress, { step: end, signs: [] }, failing, 105_000).checkInMs).toBe(16_500);
  });

  it.each([
    ['person_inactive', cause, 1500],
    ['person_inactive', 'user_inactive', undefined],
    ['no_right_to_manage', cause, undefined],
  ] as const)('takes the sign %s beside %s for a reason to check in %s ms', (sign, found, checkInMs) => {
    const noted = recordShown(
      undefined,
      { step: undefined, signs: [sign] },
      { cause: found, path: undefined },
      100_000,
    );
    expect(noted.hasUpdate).toBe(true);
    expect(noted.checkInMs).toBe(checkInMs);
  });
});
