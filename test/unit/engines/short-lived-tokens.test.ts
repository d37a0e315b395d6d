import { describe, expect, it } from 'vitest';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import { runDue } from '../../../lib/monitor/run-due';
import { findConnection } from '../../../lib/store/connections';
import { createNodeOAuthServer } from './node-oauth-server';
import { openScene, type Scene } from './third-party-scene';
import { apiUrl } from './third-party-server';
import { presented } from './world';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Most token calls a grant may cost in any hour (SEC-35). */
const mostPerHour = 12;

/** Most calls that fall into one hour, wherever that hour begins. */
function worstHour(timesMs: readonly number[]): number {
  const within = (startMs: number): number => timesMs.filter((ms) => ms >= startMs && ms < startMs + hourMs).length;
  return Math.max(0, ...timesMs.map(within));
}

/** Lets the worker wake up whenever it asks to, for this long. Returns when it sent a refresh, in Unix ms of the virtual clock. */
async function live({ world, ports, server }: Scene, ms: number): Promise<number[]> {
  const refreshesAtMs: number[] = [];
  world.answer = (request) => {
    if (request.body?.includes('grant_type=refresh_token')) refreshesAtMs.push(world.nowMs);
    return server.send(request);
  };
  const endMs = world.nowMs + ms;
  while (world.nowMs < endMs) {
    await runDue(ports, 0);
    world.nowMs = Math.min(endMs, await nextWakeUpMs(ports));
  }
  return refreshesAtMs;
}

describe('watching a company for a day', () => {
  it.each([[120], [300]])(
    'SEC-35 refreshes access tokens that live %i s at most 12 times an hour, and not every 30 s for ever',
    async (lifeSec) => {
      const scene = await openScene((now) => createNodeOAuthServer(now, lifeSec));
      const { world, ports, server } = scene;
      await world.ports.vault.clear('grants');
      const { id, grantId } = await scene.watched();
      const refreshesAtMs = await live(scene, 24 * hourMs);
      expect(worstHour(refreshesAtMs)).toBeLessThanOrEqual(mostPerHour);
      expect(world.sent.filter(({ url }) => url === apiUrl).length).toBeGreaterThanOrEqual(24);
      expect(await findConnection(ports.store, id)).toMatchObject({ status: 'connected' });
      // The grant lives: each token was presented once, and the one that is stored is good.
      world.nowMs += lifeSec * 1000;
      expect(await freshAccessToken(ports, grantId, { isAskedFor: true })).toMatchObject({ wasRefreshed: true });
      expect(presented(world)).toEqual(server.issued().slice(0, -1));
    },
  );
});
