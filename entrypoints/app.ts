import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as z from 'zod/mini';
import { createEvents } from './background/events';

/** What the worker can do, as a script of its own: see `entrypoints/background`. */
export default defineUnlistedScript(() => {
  z.config({ jitless: true });
  globalThis.ledgerlineEvents = createEvents();
});
