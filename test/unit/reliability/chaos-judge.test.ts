import { afterEach, describe, expect, it } from 'vitest';
import { excuseFor, standingOf } from '../../chaos/simulation/judge';
import { createSimulation, type Simulation } from '../../chaos/simulation/simulation';
import { writeFaults } from '../../chaos/simulation/write-faults';

/*
 * What the judge of `npm run chaos` excuses: a set that the disk refused waits in `storage.session`, and is gone when the
 * browser ends before the disk takes it.
 */

const grantId = 'g-salesforce_rotating-0';

/** A refresh whose new set the disk refuses, at a server that gives no grace. */
async function refuseNewSet(): Promise<Simulation> {
  const simulation = await createSimulation({ seed: 5, servers: ['salesforce_rotating'] });
  await simulation.connect('salesforce_rotating', 1);
  await simulation.begin();
  const { network, browser } = simulation;
  await simulation.passTime(48 * 3_600_000, () => network.tokenCalls.length > 0);
  // The answer is on its way.
  writeFaults.failFrom(0, true);
  await simulation.passTime(5_000, () => browser.session.unsaved.length > 0);
  expect(browser.session.unsaved.map(({ grant }) => grant.id)).toEqual([grantId]);
  return simulation;
}

async function judge({ databases, server, timeline, network, browser }: Simulation): Promise<string | undefined> {
  const about = { grantId, number: 0, nowMs: timeline.nowMs() };
  const standing = await standingOf(databases, server('salesforce_rotating'), about);
  if (standing.kind !== 'spent') return standing.kind;
  const unsavedLostMs = browser.unsavedLosses.filter((one) => one.grantId === grantId).map(({ atMs }) => atMs);
  const circumstances = { network, graceMs: 0, troubleEndsMs: timeline.nowMs(), deathsMs: [], isAsleep: false };
  return excuseFor(standing, { ...circumstances, unsavedLostMs });
}

describe('SEC-90 the judge of the simulation', () => {
  afterEach(() => writeFaults.heal());

  it('excuses a new set that ended with the browser before the disk took it, which was counted as lost', async () => {
    const simulation = await refuseNewSet();
    simulation.browser.restart(10_000, false);
    writeFaults.heal();
    await simulation.passTime(3_600_000);
    expect(await judge(simulation)).toBe('the disk took nothing, and the browser ended before it did; no grace');
  });

  it('does not excuse one that was not stored although the disk took writes again', async () => {
    const simulation = await refuseNewSet();
    writeFaults.heal();
    simulation.browser.restart(10_000, false);
    await simulation.passTime(3_600_000);
    expect(await judge(simulation)).toBeUndefined();
  });

  it('finds one alive that is stored when the disk takes it, though workers ended meanwhile', async () => {
    const simulation = await refuseNewSet();
    simulation.browser.endWorker();
    writeFaults.heal();
    await simulation.passTime(25 * 3_600_000);
    expect(await judge(simulation)).toBe('living');
  });
});
