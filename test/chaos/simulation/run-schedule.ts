import type { Schedule } from '../schedules';
import { takeEscaped } from './escaped';
import { asksForSignIn, connectionsOf, excuseFor, mostCallsInAnHour, type Standing, standingOf } from './judge';
import { type Arranged, arrange } from './play-schedule';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** More calls of one grant in an hour than this end the schedule at once: nothing else can be learnt from it. */
const stormCalls = 40;

/** What one schedule showed. */
export interface Observed {
  /** Connections of living grants that ask for a new sign-in, and how long after the start that was first seen (ms). */
  falseReconnects: { id: string; cause: string; afterMs: number }[];
  /** Living grants that were not back to work long after the trouble. */
  silent: string[];
  /** Worst time from the end of trouble (and of any `Retry-After`) until connected (ms); undefined where it is not judged. */
  recoveryMs: number | undefined;
  /** Grants nothing could have saved, with the reason. */
  excused: string[];
  /** Grants the product could have kept and did not: the record is gone, or a new set was dropped. */
  lost: string[];
  revoked: string[];
  callsPerHour: number;
  deaths: number;
  isStorm: boolean;
  bugs: string[];
}

function capOf({ clock, death, server }: Schedule): number {
  if (clock === 'right' && death !== 'browser_and_alarms') return 8 * hourMs;
  return server === 'quickbooks' ? 50 * hourMs : 26 * hourMs;
}

const isJudgedForRecovery = ({ clock, death }: Schedule): boolean =>
  clock === 'right' && death !== 'browser_and_alarms';

async function standings({ simulation, grantIds }: Arranged, { server }: Schedule): Promise<Map<string, Standing>> {
  const { databases, timeline } = simulation;
  const found = new Map<string, Standing>();
  for (const [number, grantId] of grantIds.entries()) {
    const about = { grantId, number, nowMs: timeline.nowMs() };
    found.set(grantId, await standingOf(databases, simulation.server(server), about));
  }
  return found;
}

/** Looks for living grants whose connections ask for a sign-in; each connection is noted once. */
async function noteFalseReconnects(arranged: Arranged, schedule: Schedule, observed: Observed): Promise<void> {
  const { simulation, grantIds, troubleStartsMs } = arranged;
  const truth = await standings(arranged, schedule);
  for (const connection of await connectionsOf(simulation.databases, grantIds)) {
    if (truth.get(connection.grantId)?.kind !== 'living' || !asksForSignIn(connection)) continue;
    if (observed.falseReconnects.some(({ id }) => id === connection.id)) continue;
    const cause = connection.diagnosis?.cause ?? connection.hold ?? 'grant failed';
    observed.falseReconnects.push({ id: connection.id, cause, afterMs: simulation.timeline.nowMs() - troubleStartsMs });
  }
}

/** Whether everything that could be back is back; where clocks or alarms went wrong, a request has to show it as well. */
async function isAllBack(arranged: Arranged, schedule: Schedule): Promise<{ isBack: boolean; silent: string[] }> {
  const { simulation, grantIds, troubleEndsMs } = arranged;
  const truth = await standings(arranged, schedule);
  const { grants } = simulation.server(schedule.server);
  const silent: string[] = [];
  const connections = await connectionsOf(simulation.databases, grantIds);
  for (const [number, grantId] of grantIds.entries()) {
    if (truth.get(grantId)?.kind !== 'living') continue;
    const isConnected = connections
      .filter((one) => one.grantId === grantId)
      .every(({ status }) => status === 'connected');
    const isSeen = (grants[number]?.lastSeenMs ?? 0) > troubleEndsMs;
    if (!isConnected || !(isSeen || isJudgedForRecovery(schedule))) silent.push(grantId);
  }
  return { isBack: silent.length === 0, silent };
}

/** Plays one schedule to its end and says what was seen. */
export async function runSchedule(schedule: Schedule): Promise<Observed> {
  const arranged = await arrange(schedule);
  const { simulation, troubleEndsMs } = arranged;
  const { timeline, network, browser } = simulation;
  const observed: Observed = {
    falseReconnects: [],
    silent: [],
    recoveryMs: undefined,
    excused: [],
    lost: [],
    revoked: [],
    callsPerHour: 0,
    deaths: 0,
    isStorm: false,
    bugs: [],
  };
  let lookedMs = 0;
  let calls = 0;
  const look = async (): Promise<boolean> => {
    if (timeline.nowMs() - lookedMs < 10 * minuteMs || !browser.isIdle()) return false;
    lookedMs = timeline.nowMs();
    await noteFalseReconnects(arranged, schedule, observed);
    if (network.tokenCalls.length - calls > 20) {
      calls = network.tokenCalls.length;
      observed.isStorm = mostCallsInAnHour(network) > stormCalls;
    }
    return observed.isStorm;
  };
  await simulation.passTime(troubleEndsMs - timeline.nowMs(), look);
  if (!observed.isStorm) await recover(arranged, schedule, observed);
  await waitForDisk(arranged, schedule);
  // Whose answer is still on its way has lost nothing yet.
  await simulation.passTime(browser.isIdle() ? 0 : 5 * minuteMs, () => browser.isIdle());
  await noteFalseReconnects(arranged, schedule, observed);
  await noteLosses(arranged, schedule, observed);
  observed.callsPerHour = mostCallsInAnHour(network);
  observed.deaths = browser.deathsMs.length;
  observed.bugs = [...browser.bugs.map(String), ...takeEscaped().map((text) => `unhandled: ${text}`)];
  return observed;
}

async function recover(arranged: Arranged, schedule: Schedule, observed: Observed): Promise<void> {
  const { simulation, troubleEndsMs } = arranged;
  const { timeline, network, browser } = simulation;
  const freeMs = Math.max(troubleEndsMs, network.askedToWaitUntilMs);
  await simulation.passTime(freeMs - timeline.nowMs());
  let state = await isAllBack(arranged, schedule);
  await simulation.passTime(state.isBack ? 0 : capOf(schedule), async () => {
    if (browser.isIdle()) state = await isAllBack(arranged, schedule);
    return state.isBack;
  });
  if (isJudgedForRecovery(schedule)) observed.recoveryMs = timeline.nowMs() - freeMs;
  observed.silent = state.silent;
}

/** A new set that the disk refused once waits in `storage.session` for the next round: nothing is lost yet. */
async function waitForDisk({ simulation }: Arranged, schedule: Schedule): Promise<void> {
  const { session } = simulation.browser;
  await simulation.passTime(session.unsaved.length === 0 ? 0 : capOf(schedule), () => session.unsaved.length === 0);
}

async function noteLosses(arranged: Arranged, schedule: Schedule, observed: Observed): Promise<void> {
  const { network, browser } = arranged.simulation;
  const { graceMs } = arranged.simulation.server(schedule.server).kind.rotation;
  const about = {
    network,
    graceMs,
    troubleEndsMs: arranged.troubleEndsMs,
    deathsMs: browser.deathsMs,
    isAsleep: !isJudgedForRecovery(schedule),
  };
  for (const [grantId, standing] of await standings(arranged, schedule)) {
    if (standing.kind === 'revoked_by_us') observed.revoked.push(grantId);
    if (standing.kind === 'lost') observed.lost.push(`${grantId}: the record is gone or cannot be opened`);
    if (standing.kind !== 'spent') continue;
    const unsavedLostMs = browser.unsavedLosses.filter((one) => one.grantId === grantId).map(({ atMs }) => atMs);
    const excuse = excuseFor(standing, { ...about, unsavedLostMs });
    if (excuse) observed.excused.push(excuse);
    else observed.lost.push(`${grantId}: a new token set was received and dropped, or not asked for in time`);
  }
}
