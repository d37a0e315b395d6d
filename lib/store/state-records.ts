/*
 * What the database `ledgerline` holds beside connections and their history: single records in the object store `state`,
 * one entry below for each. The keys and shapes are in people's browsers: one that is renamed or changed needs a
 * migration, and the profile of version 0.1.0 has to go on opening (`test/unit/store/profile-0.1.0.test.ts`).
 *
 * Each schema stands for itself, so that a bundle carries only those it reads.
 */
import * as z from 'zod/mini';
import { AreaMatrix } from '../model/area-check';
import { ClockOffsets } from '../model/clock-offsets';
import { Diagnosis } from '../model/diagnosis';
import { Flow } from '../model/flow';
import { ReadCount } from '../model/read-budget';
import { defaultSettings, Settings } from '../model/settings';

/** A record of `state`: under which key it is stored, and what stands for one that is missing or cannot be read. */
export interface StateRecord<Value> {
  readonly key: string;
  /** Never throws. */
  readonly parse: (stored: unknown) => Value;
}

/** A reader of one schema, with what stands for a record that is missing or unreadable. */
function record<Schema extends z.ZodMiniType, Otherwise>(
  key: string,
  schema: Schema,
  otherwise: Otherwise,
): StateRecord<z.infer<Schema> | Otherwise> {
  return {
    key,
    parse(stored) {
      const parsed = schema.safeParse(stored);
      return parsed.success ? parsed.data : otherwise;
    },
  };
}

const Strings = z.lazy(() => z.array(z.string()));
const Time = z.lazy(() => z.number());
const Times = z.lazy(() => z.record(z.string(), z.number()));

/** Records that are read one by one, so that one that cannot be read neither hides nor loses the others (SEC-39). */
const Unread = z.lazy(() => z.array(z.unknown()));

/** The person's settings. */
export const settingsRecord = /* @__PURE__ */ record('settings', Settings, defaultSettings);

/** The sign-in that is under way, kept over the end of the browser. */
export const pendingFlowRecord = /* @__PURE__ */ record('pendingFlow', Flow, undefined);

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

/** The store holds what it should; goes with the store when that is lost. */
export const isWholeRecord = /* @__PURE__ */ record(
  'isWhole',
  z.lazy(() => z.literal(true)),
  false,
);

/** Ids of the grants whose companies are still to be watched again, while a lost store is restored. */
export const grantsToRestoreRecord = /* @__PURE__ */ record('grantsToRestore', Strings, undefined);

const Unreadable = z.lazy(() => z.object({ connections: z.array(z.string()), grants: z.array(z.string()) }));
export type Unreadable = z.infer<typeof Unreadable>;

/** Ids of stored records that could not be read when the worker met them last (SEC-39). */
export const unreadableRecord = /* @__PURE__ */ record<typeof Unreadable, Unreadable>('unreadable', Unreadable, {
  connections: [],
  grants: [],
});

const RoundTimes = z.lazy(() =>
  z.object({
    startedAtMs: z.number(),
    finishedAtMs: z.number(),
    /** How often the connections of each connected provider were due then (ms), by provider id. */
    cadences: z.catch(z.optional(z.record(z.string(), z.number())), undefined),
  }),
);
export type RoundTimes = z.infer<typeof RoundTimes>;

/** When the last round that came to its end began and ended, Unix ms of this device; undefined before the first. */
export const lastRoundRecord = /* @__PURE__ */ record('lastRound', RoundTimes, undefined);

/** When the last sweep over all records began, Unix ms of this device. */
export const sweptAtRecord = /* @__PURE__ */ record('sweptAtMs', Time, undefined);

/** Offsets between this device's clock and the hosts that hand out tokens. */
export const clockOffsetsRecord = /* @__PURE__ */ record('clockOffsets', ClockOffsets, {});

const HostDown = z.lazy(() =>
  z.object({ failures: z.number(), setAtMs: z.number(), untilMs: z.number(), diagnosis: Diagnosis }),
);

/** A host that is down. Times are Unix ms of this device. */
export type HostDown = z.infer<typeof HostDown>;

const HostsDown = z.lazy(() => z.record(z.string(), HostDown));
export type HostsDown = z.infer<typeof HostsDown>;

/** The hosts that do not answer at present (SEC-35). */
export const hostsDownRecord = /* @__PURE__ */ record<typeof HostsDown, HostsDown>('hostsDown', HostsDown, {});

/** Keys of the incidents a notification was shown for. */
export const shownNoticesRecord = /* @__PURE__ */ record<typeof Strings, string[]>('notices', Strings, []);

/** When each managed app key was first found missing in the policy (Unix ms of this device), by app id. */
export const policyMissingRecord = /* @__PURE__ */ record<typeof Times, Record<string, number>>(
  'policyMissing',
  Times,
  {},
);

/** Definitions of user-defined providers, as they are. */
export const ownProvidersRecord = /* @__PURE__ */ record<typeof Unread, unknown[]>('ownProviders', Unread, []);

/** Report tools a person added, as they are. */
export const reportSitesRecord = /* @__PURE__ */ record<typeof Unread, unknown[]>('reportSites', Unread, []);

/** The last "check what works" of a connection. */
export const areaMatrixRecord = (connectionId: string) => record(`areas:${connectionId}`, AreaMatrix, undefined);

/** What the keys of all counts of reads begin with. */
export const readCountPrefix = 'reads:';

/** The reads counted of an app in one month. */
export const readCountRecord = (appId: string) => record(`${readCountPrefix}${appId}`, ReadCount, undefined);
