import type { Layout } from '../../sandbox/salesforce/world.ts';

/** The ways Setup is laid out (facts 7): classic pages in a frame, of its own, or alone, with either kind of apps. */
export const layouts: readonly Layout[] = [
  { setup: 'framed', apps: 'connected' },
  { setup: 'native', apps: 'connected' },
  { setup: 'native', apps: 'external' },
  { setup: 'classic', apps: 'connected' },
];
