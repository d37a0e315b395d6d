// @vitest-environment happy-dom
import './fake-browser';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConnectionList } from '../../../components/connection/connection-list';
import { rowDetail } from '../../../components/state/lazy';
import { type ConnectionView, toConnectionView } from '../../../components/view/connection-view';
import type { Connection } from '../../../lib/model/connection';
import { aConnection, aDiagnosis, aFailing, calm, roleDiagnosis } from './samples';

beforeAll(() => rowDetail.load());
afterEach(cleanup);

function views(...connections: Connection[]): ConnectionView[] {
  return connections.map((connection) => toConnectionView(connection, calm));
}

const three = views(
  aFailing(),
  aFailing(roleDiagnosis, { id: 'c2', companyName: 'Bramley', nickname: 'The orchard' }),
  aConnection({ id: 'c3', companyName: 'Copperfield' }),
);

describe('a row', () => {
  it('tells the state in shape, word and colour (UX-01)', () => {
    const { container } = render(<ConnectionList views={three} onAction={vi.fn()} />);
    const rows = [...container.querySelectorAll('.row')];
    expect(rows.map((row) => row.querySelector('svg')?.getAttribute('data-shape'))).toEqual([
      'needs_you',
      'needs_you',
      'connected',
    ]);
    expect(rows.map((row) => row.querySelector('.status-word')?.textContent)).toEqual([
      'Needs you',
      'Needs you',
      'Connected',
    ]);
  });

  it('draws another shape for every state', () => {
    const statuses = ['needs_you', 'checking', 'waiting', 'offline', 'connected', 'unknown', 'paused'] as const;
    const [base] = views(aConnection());
    if (!base) throw new Error('no view');
    const all = statuses.map((status) => ({ ...base, id: status, status }));
    const { container } = render(<ConnectionList views={all} onAction={vi.fn()} />);
    const shapes = [...container.querySelectorAll('.status-icon')].map((icon) => icon.innerHTML);
    expect(new Set(shapes).size).toBe(statuses.length);
  });

  it('isolates the company name from the sentence around it (UX-80)', () => {
    render(<ConnectionList views={views(aConnection({ companyName: 'شركة المدى' }))} onAction={vi.fn()} />);
    expect(screen.getByText('شركة المدى').tagName).toBe('BDI');
  });

  it('has one primary button that says to whom it belongs (UX-22)', () => {
    const onAction = vi.fn();
    render(<ConnectionList views={three} onAction={onAction} />);
    fireEvent.click(screen.getByRole('button', { name: 'Reconnect: Alder & Finch Ltd' }));
    expect(onAction).toHaveBeenCalledExactlyOnceWith('reconnect', three[0]);
    expect(screen.queryByRole('button', { name: 'Reconnect: The orchard' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Copy message: The orchard' })).toBeTruthy();
  });

  it('opens a link only where the provider has that screen', () => {
    const plan = aDiagnosis({
      cause: 'plan_restricted',
      action: 'change_plan',
      actor: 'plan_owner',
      reconnectHelps: 'no',
    });
    const [view] = views(aFailing(plan));
    if (!view) throw new Error('no view');
    const linked: ConnectionView = {
      ...view,
      href: 'https://go.xero.com/Settings/Users',
      primary: { kind: 'open_link', label: { key: 'status_action_open_link', values: ['Xero'] }, isProminent: true },
    };
    render(<ConnectionList views={[linked]} onAction={vi.fn()} />);
    const link = screen.getByRole('link', { name: /Open Xero/ });
    expect(link.getAttribute('href')).toBe('https://go.xero.com/Settings/Users');
    expect(link.getAttribute('rel')).toBe('noreferrer');
  });
});

describe('the details of a row', () => {
  it('say why, what to do and what it means, with the codes closed away (UX-70)', () => {
    const { container } = render(<ConnectionList views={three} onAction={vi.fn()} />);
    const toggle = screen.getByRole('button', { name: /Alder & Finch Ltd/, expanded: false });
    fireEvent.click(toggle);
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    const details = container.querySelector('.row-detail');
    if (!(details instanceof HTMLElement)) throw new Error('no details');
    expect(within(details).getByText('What to do')).toBeTruthy();
    expect(container.querySelector('.technical')?.hasAttribute('open')).toBe(false);
    expect(details.textContent).toContain('Maria Okafor');
    expect(details.textContent).toContain('2026');
  });

  it('have a ready message when somebody else must act (UX-71)', () => {
    const { container } = render(<ConnectionList views={three} onAction={vi.fn()} />);
    fireEvent.click(screen.getByRole('button', { name: 'The orchard' }));
    expect(container.querySelector('blockquote')?.textContent).toContain('The orchard');
    expect(container.querySelector('.actor')).not.toBeNull();
  });

  it('are open for one row at a time', () => {
    const { container } = render(<ConnectionList views={three} onAction={vi.fn()} />);
    for (const toggle of container.querySelectorAll('.row-toggle')) fireEvent.click(toggle);
    expect(container.querySelectorAll('.row-detail').length).toBe(1);
  });
});

describe('keys in the list (UX-25)', () => {
  function focused(): string {
    const active = document.activeElement;
    return `${active?.classList.contains('row-toggle') ? 'row' : 'button'} ${[...document.querySelectorAll('.row')].findIndex((row) => row.contains(active))}`;
  }

  it.each([
    ['.row-toggle', ['ArrowDown'], 'row 1'],
    ['.row-toggle', ['ArrowDown', 'ArrowDown', 'ArrowDown'], 'row 2'],
    ['.row-toggle', ['End', 'ArrowUp'], 'row 1'],
    ['.row-toggle', ['End', 'Home'], 'row 0'],
    ['.row-action', ['ArrowDown'], 'button 1'],
    ['.row-action', ['ArrowUp'], 'button 0'],
  ])('from the first %s, %j lead to %s', (start, keys, end) => {
    const { container } = render(<ConnectionList views={three} onAction={vi.fn()} />);
    container.querySelector<HTMLElement>(start)?.focus();
    for (const key of keys) fireEvent.keyDown(document.activeElement ?? container, { key });
    expect(focused()).toBe(end);
  });

  it('Esc closes the open row, gives the focus back and stops there', () => {
    const { container } = render(<ConnectionList views={three} onAction={vi.fn()} />);
    const [, second] = container.querySelectorAll<HTMLElement>('.row-toggle');
    if (!second) throw new Error('no row');
    fireEvent.click(second);
    const outer = vi.fn();
    document.addEventListener('keydown', outer, { once: true });
    fireEvent.keyDown(container.querySelector('.row-detail a') ?? container, { key: 'Escape' });
    expect(container.querySelector('.row-detail')).toBeNull();
    expect(document.activeElement).toBe(second);
    expect(outer).not.toHaveBeenCalled();
  });

  it('Esc with nothing open is left to the popup', () => {
    const { container } = render(<ConnectionList views={three} onAction={vi.fn()} />);
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    container.querySelector('.row-toggle')?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});
