/*
 * Whether hosts answer at all (SEC-35). When a host goes down, each grant with something to ask there would find out for
 * itself, again and again. So while a host is down, one request at a time asks for all of them:
 *
 *   up ──no definite answer for three different grants in a row──▶ down until T
 *    ▲                                                              │ at T the next request may leave
 *    └─── definite answer ◀── one request ──▶ none: down until a later T
 *
 * One grant alone that gets no answer may be its own trouble, and stops no other.
 */
import { maxRetryAfterMs } from '../model/due';
import type { HostHealth, Now, Random } from '../model/ports';
import type { Store } from '../store/database';
import { readState } from '../store/read-state';
import { type HostDown, type HostsDown, hostsDownRecord } from '../store/work-records';
import { writeState } from '../store/write-state';
import { backOff, unansweredCeilingMs } from './back-off';

/** After this many different grants in a row without a definite answer, the host counts as down. */
const subjectsForDown = 3;

/** Longer than any request takes. */
const askingMs = 30_000;

/** An entry this much older than its time is stale: no connection uses the host any more. */
const forgottenMs = 60 * 60_000;

/** Whether a host is down at the moment, so that checks wait for it. */
export async function isAnyHostDown(store: Store, nowMs: number): Promise<boolean> {
  const hosts = Object.values(await readState(store, hostsDownRecord));
  return hosts.some(({ untilMs }) => nowMs - untilMs < forgottenMs);
}

/** A time that lies further ahead than it can have been meant comes from a wrong clock and does not count (SEC-36). */
function openAt({ setAtMs, untilMs }: HostDown, nowMs: number): number {
  const isDoubtful = nowMs < setAtMs || untilMs - nowMs > 1.05 * maxRetryAfterMs;
  return isDoubtful ? nowMs : untilMs;
}

/**
 * The hosts that are down, stored, so that a worker that has just started knows them. Only the worker sends requests, so it
 * reads them once; it writes when one goes down or comes back.
 */
export function storedHostHealth(store: Store, { now, random }: { now: Now; random: Random }): HostHealth {
  let known: HostsDown | undefined;
  const askingSinceMs = new Map<string, number>();
  const silentFor = new Map<string, Set<string>>();
  const recovered = new Set<string>();

  async function hostsDown(): Promise<HostsDown> {
    known ??= await readState(store, hostsDownRecord);
    return known;
  }

  async function change(host: string, down: HostDown | undefined): Promise<void> {
    await hostsDown();
    // Nothing may come between this read and the write: two hosts can change at the same moment.
    const { [host]: _before, ...others } = known ?? {};
    known = down ? { ...others, [host]: down } : others;
    // A full disk must not fail the request that showed it: a new worker finds out again.
    await writeState(store, hostsDownRecord, known).catch(() => undefined);
  }

  return {
    async admit(host) {
      const { [host]: down } = await hostsDown();
      if (!down) return { isOpen: true };
      const nowMs = now();
      const openAtMs = openAt(down, nowMs);
      const sinceMs = askingSinceMs.get(host);
      const isAsking = sinceMs !== undefined && nowMs >= sinceMs && nowMs - sinceMs < askingMs;
      if (nowMs < openAtMs || isAsking)
        return { isOpen: false, untilMs: Math.max(openAtMs, nowMs + askingMs), diagnosis: down.diagnosis };
      askingSinceMs.set(host, nowMs);
      return { isOpen: true };
    },
    async answered(host) {
      askingSinceMs.delete(host);
      silentFor.delete(host);
      if (!(host in (await hostsDown()))) return;
      recovered.add(host);
      await change(host, undefined);
    },
    async silent(host, { subject, retryAfterMs, diagnosis }) {
      const asked = askingSinceMs.delete(host);
      const { [host]: before } = await hostsDown();
      const subjects = (silentFor.get(host) ?? new Set()).add(subject);
      silentFor.set(host, subjects);
      // Requests that were under way when the host went down say nothing new.
      if (before ? !asked : subjects.size < subjectsForDown) return;
      const failures = (before?.failures ?? 0) + 1;
      const { ms } = backOff({ failuresInRow: failures, retryAfterMs, ceilingMs: unansweredCeilingMs, random });
      const setAtMs = now();
      await change(host, { failures, setAtMs, untilMs: setAtMs + ms, diagnosis: { ...diagnosis, facts: {} } });
    },
    takeRecovered() {
      const hosts = [...recovered];
      recovered.clear();
      return hosts;
    },
  };
}
