// @vitest-environment happy-dom
import './fake-browser';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { ErrorScreen } from '../../../components/basic/error-screen';

afterEach(cleanup);

function Broken(): never {
  throw new TypeError('Harbour Lane Bakery is undefined');
}

it('showed a blank page where one part of it could not be drawn', () => {
  const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <ErrorScreen>
      <Broken />
    </ErrorScreen>,
  );
  expect(screen.getByRole('heading', { name: 'This page could not be shown' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
  expect(reported.mock.calls.flat().join(' ')).toContain('unexpected TypeError');
  expect(reported.mock.calls.flat().join(' ')).not.toContain('Harbour Lane Bakery');
  reported.mockRestore();
});
