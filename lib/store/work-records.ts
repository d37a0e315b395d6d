/*
 * Single records of the object store `state` that the worker and some pages read; `state-records.ts` has the others, and says
 * what holds for all of them.
 */
import * as z from 'zod/mini';
import { AreaMatrix } from '../model/area-check';
import { ClockOffsets } from '../model/clock-offsets';
import { Diagnosis } from '../model/diagnosis';
import { Flow } from '../model/flow';
import { ReadCount } from '../model/read-budget';
import { record } from './state-record';

const Strings = z.lazy(() => z.array(z.string()));
const Time = z.lazy(() => z.number());
const Times = z.lazy(() => z.record(z.string(), z.number()));
/** Records that are read one by one, so that one that cannot be read neither hides nor loses the others (SEC-39). */
const Unread = z.lazy(() => z.array(z.unknown()));

/** The sign-in that is under way, kept over the end of the browser. */
export const pendingFlowRecord = /* @__PURE__ */ record('pendingFlow', Flow, undefined);

/** The store holds what it should; goes with the store when that is lost. */
export const isWholeRecord = /* @__PURE__ */ record(
  'isWhole',
  z.lazy(() => z.literal(true)),
  false,
);

/** Ids of the grants whose companies are still to be watched again, while a lost store is restored. */
export const grantsToRestoreRecord = /* @__PURE__ */ record<typeof Unread, unknown[] | undefined>(
  'grantsToRestore',
  Unread,
  undefined,
);

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

/** Report tools a person added, as they are. */
export const reportSitesRecord = /* @__PURE__ */ record<typeof Unread, unknown[]>('reportSites', Unread, []);

/** The last "check what works" of a connection. */
export const areaMatrixRecord = (connectionId: string) => record(`areas:${connectionId}`, AreaMatrix, undefined);

/** What the keys of all counts of reads begin with. */
export const readCountPrefix = 'reads:';

/** The reads counted of an app in one month. */
export const readCountRecord = (appId: string) => record(`${readCountPrefix}${appId}`, ReadCount, undefined);
