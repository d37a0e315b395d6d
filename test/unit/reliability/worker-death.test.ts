import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPending } from '../../../lib/engines/local/run-sign-in';
import { checkConnections } from '../../../lib/monitor/run-due';
import { listHistory } from '../../../lib/store/history';
import { readSettings } from '../../../lib/store/settings';
import { listApps } from '../../../lib/vault/apps';
import { listGrants } from '../../../lib/vault/grants';
import { randomOf } from '../../chaos/random';
import { companies, createHome, type Home, maya } from './home';
import { beginLife, type End } from './life';
import {
  connecting,
  disconnecting,
  everybody,
  type Fate,
  play,
  playUntilResumed,
  reconnecting,
  refreshing,
  type Scene,
} from './scenes';

/** The long run (`npm run chaos`) dies at every await, once for each of 200 seeds; the short one after every effect. */
const isLong = process.env.DEATH_SEEDS !== undefined;
const seeds = Number(process.env.DEATH_SEEDS ?? 1);
const counting = isLong ? 'awaits' : 'effects';
const timeoutMs = 120_000 + (isLong ? seeds * 120_000 : 0);

let home: Home;

beforeAll(async () => {
  home = await createHome();
});

/** What has to be true however often the worker died on the way. */
async function expectWhole(watched: readonly string[]): Promise<void> {
  const connections = await everybody(home);
  expect(connections.map(({ companyName }) => companyName).sort()).toEqual([...watched].sort());
  expect(connections.map(({ status }) => status)).toEqual(watched.map(() => 'connected'));
  expect((await readSettings(home.store)).welcomed).toBe(true);
  expect(await listApps()).toHaveLength(1);
  expect(home.session.flow ? isPending(home.session.flow) : false).toBe(false);
  // The tokens that are stored are the ones the provider knows: they can be renewed.
  home.xero.expireAccessTokens(maya);
  home.passTime(31 * 60_000);
  await checkConnections(home.portsFor(beginLife(), []), connections, {});
  expect((await everybody(home)).map(({ status }) => status)).toEqual(watched.map(() => 'connected'));
  expect(home.counters().consumedPresented).toBe(0);
}

/** Names people gave, and the history, are as they were. */
async function expectKept(): Promise<void> {
  for (const { id, nickname, companyName } of await everybody(home)) {
    expect(nickname).toBe(`My ${companyName}`);
    expect((await listHistory(home.store, id, { limit: 50 })).map(({ kind }) => kind)).toContain('renamed');
  }
}

/** Scenes, and what holds at the end of each. */
const scenes: readonly [name: string, make: (home: Home) => Scene, verify: () => Promise<void>][] = [
  [
    'connect',
    connecting,
    async () => {
      await expectWhole(companies.slice(0, 2));
      expect(await listGrants(home.vault)).toHaveLength(1);
    },
  ],
  ['reconnect', reconnecting, () => expectWhole(companies).then(expectKept)],
  ['refresh', refreshing, () => expectWhole(companies).then(expectKept)],
  ['disconnect some', (at) => disconnecting(at, 2), () => expectWhole(companies.slice(2)).then(expectKept)],
  [
    'disconnect all',
    (at) => disconnecting(at, 3),
    async () => {
      expect(await everybody(home)).toEqual([]);
      expect(await listGrants(home.vault)).toEqual([]);
      expect(home.counters().revoked).toBe(1);
    },
  ],
];

let deaths = 0;

async function playAndVerify(scene: Scene, fate: Fate, verify: () => Promise<void>): Promise<void> {
  try {
    const lives = await play(home, scene, fate);
    deaths += lives.length - 1;
    await verify();
  } catch (error) {
    throw new Error(`${scene.name}, lives ending at ${JSON.stringify(fate.ends)}`, { cause: error });
  }
}

/** After the first death more may follow, and the browser itself may end in between. */
function fateOf(seed: number, at: number): Fate {
  const first: End = { at, counting };
  if (seed === 0) return { ends: [first] };
  const { next: chance } = randomOf(seed * 1000 + at);
  const more = (): End | undefined =>
    chance() < 0.6 ? { at: Math.floor(chance() * 80), counting: 'awaits' } : undefined;
  const between = (to: Home): void => {
    if (chance() < 0.3) to.endBrowser();
  };
  return { ends: [first, more(), more()], between };
}

afterAll(() => {
  if (isLong) process.stdout.write(`the worker died ${deaths} times, at every await with ${seeds} seeds\n`);
});

describe.each(scenes)('SEC-90 %s, with a worker that dies', (_name, make, verify) => {
  it(
    'once, at each boundary: nothing is lost, and no token is presented twice outside its grace',
    async () => {
      const scene = make(home);
      const [length = 0] = await play(home, scene, { ends: [{ at: -1, counting }] });
      expect(length).toBeGreaterThan(5);
      for (let seed = 0; seed < seeds; seed++)
        for (let at = 0; at < length; at++) await playAndVerify(scene, fateOf(seed, at), verify);
    },
    timeoutMs,
  );

  it(
    'again and again, and with the browser at times',
    async () => {
      const scene = make(home);
      for (const at of [3, 9, 15]) await playAndVerify(scene, fateOf(7, at), verify);
    },
    timeoutMs,
  );
});

describe('SEC-21 the worker that follows one that died during a sign-in', () => {
  it.each([
    ['worker', () => undefined],
    ['browser', () => home.endBrowser()],
  ])(
    'tells of the interruption, or goes on without another sign-in once the tokens are safe, after the end of the %s',
    async (_what, between) => {
      const scene = connecting(home);
      const [length = 0] = await play(home, scene, { ends: [{ at: -1, counting: 'effects' }] });
      const steps: (string | undefined)[] = [];
      for (let at = 0; at < length; at++) {
        await playUntilResumed(home, scene, { at, counting: 'effects' }, between);
        const { flow } = home.session;
        const isSafe = (await listGrants(home.vault)).length > 0;
        // A death before the sign-in was noted leaves nothing to tell; what is over needs no telling after a restart.
        if (isSafe) expect(['choose', 'done', undefined]).toContain(flow?.step);
        else if (at > 2) expect(flow?.step).toBe('interrupted');
        steps.push(flow?.step);
      }
      expect(new Set(steps)).toEqual(new Set([undefined, 'interrupted', 'choose', 'done']));
    },
    timeoutMs,
  );
});
