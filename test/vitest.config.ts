import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './e2e/longest-first.ts';

/** Quick ones, the sandbox against the providers' own SDKs, and real browsers on the production build. */
export default defineConfig({
  plugins: [preact()],
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true, // Generous, because a busy machine is no fault of the code: what is slow is found by the bench.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['test/unit/each-file.ts'],
          testTimeout: 30_000,
          maxWorkers: '100%',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'sandbox',
          include: ['test/sandbox/fidelity/**/*.test.ts'],
          testTimeout: 20_000,
          maxWorkers: '100%',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/browsers/firefox-template.ts'],
          // Four at a time on two cores. What runs after each other in a process shares its browsers (`borrowBrowser`).
          maxWorkers: 4,
          isolate: false,
          // A browser that loses a click to a busy machine is given one more chance; what fails twice fails.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
