/*
 * What the database `ledgerline` holds beside connections and their history: single records in the object store `state`. Here
 * are those that every page reads; `work-records.ts` has the others, so that the popup does not carry their schemas. The keys
 * and shapes are in people's browsers: one that is renamed or changed needs a migration, and the profile of version 0.1.0 has
 * to go on opening (`test/unit/store/profile-0.1.0.test.ts`).
 */
import * as z from 'zod/mini';
import { defaultSettings, Settings } from '../model/settings';
import { record } from './state-record';

/** The person's settings. */
export const settingsRecord = /* @__PURE__ */ record('settings', Settings, defaultSettings);

const Ending = z.lazy(() => z.object({ id: z.string(), connectedAtMs: z.optional(z.number()) }));

/** A connection that a person has ended, and which sign-in it had then (Unix ms): a later one is not meant (SEC-14). */
export type Ending = z.infer<typeof Ending>;

/** Version 0.1.0 stored the connection's id alone. */
const Endings = z.lazy(() =>
  z.pipe(
    z.array(z.union([z.string(), Ending])),
    z.transform((stored): Ending[] => stored.map((ending) => (typeof ending === 'string' ? { id: ending } : ending))),
  ),
);

/** Connections whose end has begun and is not finished. */
export const endingsRecord = /* @__PURE__ */ record('endings', Endings, []);

const Unreadable = z.lazy(() => z.object({ connections: z.array(z.string()), grants: z.array(z.string()) }));
export type Unreadable = z.infer<typeof Unreadable>;

/** Ids of stored records that could not be read when the worker met them last (SEC-39). */
export const unreadableRecord = /* @__PURE__ */ record<typeof Unreadable, Unreadable>('unreadable', Unreadable, {
  connections: [],
  grants: [],
});

/** Records that are read one by one, so that one that cannot be read neither hides nor loses the others (SEC-39). */
const Unread = z.lazy(() => z.array(z.unknown()));

/** Definitions of user-defined providers, as they are. */
export const ownProvidersRecord = /* @__PURE__ */ record<typeof Unread, unknown[]>('ownProviders', Unread, []);
