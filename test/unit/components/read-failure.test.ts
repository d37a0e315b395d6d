// @vitest-environment happy-dom
import './fake-browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { currentFlow, rowDetail } from '../../../components/state/lazy';
import { closeToast, toast } from '../../../components/state/notices';
import { onReadFailure } from '../../../components/state/read-failure';
import { messages } from './fake-browser';

vi.mock('../../../entrypoints/popup/store', async (original) => ({
  ...(await original<typeof import('../../../entrypoints/popup/store')>()),
  readAll: () => Promise.reject(new DOMException('the disk is gone', 'UnknownError')),
  readVault: () => Promise.resolve(),
}));

vi.mock('../../../entrypoints/popup/open-store', () => ({}));

const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);

afterEach(() => {
  closeToast();
  reported.mockClear();
});

describe('a page whose read failed', () => {
  it('says so, keeps what it shows, and reads again when asked to', async () => {
    let reads = 0;
    const readStore = async (): Promise<void> => {
      reads += 1;
      if (reads === 1) throw new Error('still');
    };
    onReadFailure(readStore)(new Error('first'));
    expect(toast.value?.words.key).toBe('status_problem_storage_unreadable');
    expect(reported).toHaveBeenCalledTimes(1);
    const action = toast.value?.action;
    if (!action || !('run' in action)) throw new Error('nothing to press');
    closeToast();
    action.run();
    await vi.waitFor(() => expect(toast.value?.words.key).toBe('status_problem_storage_unreadable'));
    expect(reads).toBe(1);
  });

  it('was never drawn when it was the very first one', async () => {
    document.body.innerHTML = '<div id="app"></div>';
    await import('../../../entrypoints/popup/main');
    await vi.waitFor(() =>
      expect(document.body.textContent).toContain(messages.status_store_unopenable_title?.message),
    );
    expect(reported).toHaveBeenCalled();
    // What the page loads once it stands is on its way when this test ends.
    await Promise.all([rowDetail.load(), currentFlow.load()]);
  });
});
