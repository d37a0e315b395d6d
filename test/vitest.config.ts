import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './e2e/longest-first.ts';

/** Unit tests of what keeps something for the life of a process: each of their files has a context of its own. */
const alone = ['browser', 'components', 'engines', 'monitor', 'reliability', 'store', 'vault'].map(
  (folder) => `test/unit/${folder}/**/*.test.{ts,tsx}`,
);

/** Generous, because a busy machine is no fault of the code: what is slow is found by the bench. */
const unitTimeoutMs = 30_000;

/** Quick ones, the sandbox against the providers' own SDKs, and real browsers on the production build. */
export default defineConfig({
  plugins: [preact()],
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          setupFiles: ['test/unit/property-seed.ts'],
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: alone,
          testTimeout: unitTimeoutMs,
          maxWorkers: '100%',
          isolate: false,
        },
      },
      {
        extends: true,
        // A context of its own keeps a file as far from the others as a process would, for little more than half its cost.
        test: {
          name: 'unit-alone',
          setupFiles: ['test/unit/property-seed.ts'],
          include: alone,
          testTimeout: unitTimeoutMs,
          maxWorkers: '100%',
          pool: 'vmThreads',
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
