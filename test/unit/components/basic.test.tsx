// @vitest-environment happy-dom
import './fake-browser';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyText } from '../../../components/basic/copy-button';
import { Dialog } from '../../../components/basic/dialog';
import { LiveRegion } from '../../../components/basic/live-region';
import { SearchField } from '../../../components/basic/search-field';
import { ToastBar } from '../../../components/basic/toast';
import { FlowBanner } from '../../../components/flow/flow-banner';
import { closeToast, say, showToast } from '../../../components/state/notices';
import { refuse } from '../../../components/state/refuse';
import { focusOnSlash } from '../../../components/state/slash-key';
import { toFlowView } from '../../../components/view/flow-view';
import { t, tk } from '../../../lib/browser/translate';
import { text } from '../../../lib/model/text';
import { resetWorld, world } from './fake-browser';
import { aFlow } from './samples';

beforeEach(() => {
  resetWorld();
  closeToast();
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the live region (UX-27)', () => {
  it('tells progress politely and what needs the person at once', () => {
    render(<LiveRegion />);
    act(() => say(text('status_copied')));
    expect(screen.getByRole('status').textContent).toBe('Copied');
    act(() => refuse('busy'));
    expect(screen.getByRole('alert').textContent).toContain('Another sign-in is open');
    expect(screen.getByRole('status').textContent).toBe('Copied');
  });
});

describe('the toast', () => {
  it('undoes what it reports, once', () => {
    const undo = vi.fn();
    render(<ToastBar />);
    act(() =>
      showToast({
        tone: 'good',
        words: text('status_said_paused', 'Alder'),
        action: { label: text('status_undo'), run: undo },
      }),
    );
    expect(screen.getByText('Alder is paused')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('Alder is paused')).toBeNull();
  });

  it('takes good news away after 10 s, but not while it is held', () => {
    const { container } = render(<ToastBar />);
    act(() => showToast({ tone: 'good', words: text('status_copied') }));
    const bar = container.querySelector('.toast');
    if (!bar) throw new Error('no toast');
    fireEvent.pointerEnter(bar);
    act(() => void vi.advanceTimersByTime(20_000));
    expect(screen.getByText('Copied')).toBeTruthy();
    fireEvent.pointerLeave(bar);
    act(() => void vi.advanceTimersByTime(10_000));
    expect(screen.queryByText('Copied')).toBeNull();
  });

  it('keeps a problem until it is closed, with a way on', () => {
    const again = vi.fn();
    render(<ToastBar />);
    act(() => refuse('storage_unavailable', { again }));
    act(() => void vi.advanceTimersByTime(60_000));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(again).toHaveBeenCalledOnce();
  });

  it('leads to the app key form of the right provider', () => {
    render(<ToastBar />);
    act(() => refuse('no_app_credentials', { providerId: 'xero' }));
    expect(screen.getByRole('link', { name: 'Enter app key' }).getAttribute('href')).toBe(
      '/console.html#/connect/xero',
    );
  });
});

describe('the sign-in banner (UX-23)', () => {
  it.each([
    ['waiting_for_you', 'Waiting for you in the Xero window', ['Show it', 'Start again', 'Cancel']],
    ['stalled', 'The Xero window has not opened', ['Open in a tab', 'Start again', 'Cancel']],
    ['finishing', 'Signed in to Xero, finishing', []],
    ['interrupted', 'The sign-in was interrupted', ['Start again', 'Close']],
    ['failed', 'The sign-in to Xero did not finish', ['Start again', 'Close']],
  ] as const)('%s', (step, title, names) => {
    const view = toFlowView(aFlow({ step }), 'Xero', 'en');
    if (!view) throw new Error('no view');
    render(<FlowBanner view={view} onAction={vi.fn()} />);
    expect(screen.getByRole('heading', { name: title })).toBeTruthy();
    expect(screen.queryAllByRole('button').map((button) => button.textContent)).toEqual(names);
  });

  it('hands on what was pressed, and links to the questions', () => {
    const onAction = vi.fn();
    const waiting = toFlowView(aFlow(), 'Xero', 'en');
    const other = toFlowView(aFlow({ step: 'other_company' }), 'Xero', 'en');
    if (!waiting || !other) throw new Error('no view');
    const { rerender } = render(<FlowBanner view={waiting} onAction={onAction} />);
    fireEvent.click(screen.getByRole('button', { name: 'Start again' }));
    expect(onAction).toHaveBeenCalledExactlyOnceWith('start_again');
    rerender(<FlowBanner view={other} onAction={onAction} />);
    expect(screen.getByRole('link', { name: 'Decide' }).getAttribute('href')).toBe('/console.html#/choose');
  });
});

describe('small parts', () => {
  it('Esc empties the search before it closes anything (UX-25)', () => {
    const onInput = vi.fn();
    const box = { current: null };
    const { rerender } = render(<SearchField label="Search" value="ald" onInput={onInput} inputRef={box} />);
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' });
    expect(onInput).toHaveBeenCalledExactlyOnceWith('');
    rerender(<SearchField label="Search" value="" onInput={onInput} inputRef={box} />);
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    screen.getByRole('searchbox').dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });

  it('/ goes to the search box, but stays a letter inside a field (UX-25)', () => {
    render(<input aria-label="box" />);
    const box = screen.getByRole('textbox');
    if (!(box instanceof HTMLInputElement)) throw new Error('no box');
    const stop = focusOnSlash({ current: box });
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(box);
    const typed = new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true });
    box.dispatchEvent(typed);
    expect(typed.defaultPrevented).toBe(false);
    stop();
  });

  it('a dialog is modal and names itself', () => {
    const onClose = vi.fn();
    render(
      <Dialog title="Disconnect Alder?" onClose={onClose}>
        <p>What ends</p>
      </Dialog>,
    );
    const dialog = screen.getByRole('dialog', { name: 'Disconnect Alder?' });
    expect(dialog.hasAttribute('open')).toBe(true);
    dialog.dispatchEvent(new Event('close'));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('says so when the browser does not allow copying', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    render(<ToastBar />);
    await act(() => copyText('hello'));
    expect(screen.getByText(/did not allow copying/)).toBeTruthy();
  });
});

describe('words', () => {
  it('choose the plural form by the language of the words (UX-80)', () => {
    expect(t({ key: 'status_summary_need', count: 1, values: ['1', '14'] })).toBe('1 of 14 needs you');
    expect(t({ key: 'status_summary_need', count: 2, values: ['2', '14'] })).toBe('2 of 14 companies need you');
  });

  it('keep a name that runs the other way from turning the sentence', () => {
    expect(tk('status_said_paused', 'شركة')).toBe('\u2068شركة\u2069 is paused');
    expect(tk('status_said_paused', 'Alder')).toBe('Alder is paused');
    world.direction = 'rtl';
    expect(tk('status_said_paused', 'Alder')).toBe('\u2068Alder\u2069 is paused');
  });
});
