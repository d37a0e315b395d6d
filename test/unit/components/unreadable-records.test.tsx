// @vitest-environment happy-dom
import './fake-browser';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unreadable } from '../../../components/state/list';
import { disk } from '../../../components/state/live';
import { ConsoleApp } from '../../../entrypoints/console/console-app';
import { UnreadableRecords } from '../../../entrypoints/console/pages/unreadable-records';
import { route } from '../../../entrypoints/console/route';
import { unreadableDefinitions, unreadableGrants } from '../../../entrypoints/console/store';
import { resetWorld } from './fake-browser';

beforeEach(() => {
  resetWorld();
  disk.value = { isFull: false, unsaved: 0 };
  for (const count of [unreadable, unreadableDefinitions, unreadableGrants]) count.value = 0;
});
afterEach(cleanup);

describe('stored data that cannot be read, in the console (SEC-39)', () => {
  it('is not spoken of where all can be read', () => {
    const { container } = render(<UnreadableRecords />);
    expect(container.textContent).toBe('');
  });

  it('is counted by kind, each with what to do', () => {
    unreadable.value = 2;
    unreadableGrants.value = 1;
    unreadableDefinitions.value = 1;
    render(<UnreadableRecords />);
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual([
      '2 connections',
      '1 sign-in',
      '1 provider of your own',
    ]);
    for (const todo of screen.getAllByRole('definition')) expect(todo.textContent).toMatch(/^Update Ledgerline/);
    expect(screen.getByText(/^Nothing is deleted/)).toBeTruthy();
  });

  it('is spoken of on the page of own providers, where a definition of them is missing', () => {
    route.value = { place: 'providers' };
    unreadableDefinitions.value = 1;
    unreadable.value = 2;
    render(<ConsoleApp />);
    expect(screen.getByText('1 provider of your own')).toBeTruthy();
    expect(screen.queryByText('2 connections')).toBeNull();
  });
});

describe('a full disk, in the console (SEC-42)', () => {
  it.each(['connections', 'connect', 'explain', 'apps', 'providers', 'sites', 'settings', 'about'] as const)(
    'is shown once on the page %s',
    (place) => {
      route.value = { place };
      disk.value = { isFull: true, unsaved: 1 };
      render(<ConsoleApp />);
      expect(screen.getAllByRole('heading', { name: 'This device has no space left' })).toHaveLength(1);
      expect(screen.getByText(/^1 renewed sign-in is only kept while the browser is open/)).toBeTruthy();
    },
  );
});
