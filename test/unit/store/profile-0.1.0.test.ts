import { beforeEach, describe, expect, it } from 'vitest';
import { bindOldSecrets } from '../../../entrypoints/background/own-providers';
import { openAppAt } from '../../../lib/engines/local/grant-app';
import { isStoreWhole } from '../../../lib/engines/local/restore-connections';
import type { Connection } from '../../../lib/model/connection';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { runDue } from '../../../lib/monitor/run-due';
import { findProvider } from '../../../lib/providers';
import { registerOwn } from '../../../lib/providers/custom/register';
import type { Provider } from '../../../lib/providers/provider';
import { readAreaMatrix } from '../../../lib/store/area-matrix';
import { countByStatus, findConnection, listByNeed } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { listEndings } from '../../../lib/store/endings';
import { listHistory } from '../../../lib/store/history';
import { countFixes } from '../../../lib/store/incidents';
import { readShownNotices } from '../../../lib/store/notices';
import { readOwnRecords } from '../../../lib/store/own-providers';
import { findKeptFlow } from '../../../lib/store/pending-flow';
import { findReadCount } from '../../../lib/store/read-counts';
import { listReportSites } from '../../../lib/store/report-sites';
import { readSettings } from '../../../lib/store/settings';
import { listApps } from '../../../lib/vault/apps';
import { openVault } from '../../../lib/vault/database';
import { findGrant, listGrants, openGrant } from '../../../lib/vault/grants';
import { listOwedRevocations } from '../../../lib/vault/revocations';
import { type Profile, profileAt } from '../../frozen/0.1.0/profile';
import { writeProfile } from '../../frozen/0.1.0/write';
import { createWorld, presented, type World } from '../engines/world';
import { goodAnswer, isRevocation } from './good-answers';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const closedAtMs = Date.UTC(2026, 10, 22, 18);

let profile: Profile;
let world: World;
let ports: MonitorPorts;

/** The next morning: the browser is started with this version of the extension, and every provider is well. */
beforeEach(async () => {
  world = await createWorld();
  profile = profileAt(closedAtMs);
  await writeProfile(profile);
  const [store, vault] = [await openStore(), await openVault()];
  if (!store.ok || !vault.ok) throw new Error('the databases of version 0.1.0 cannot be opened');
  registerOwn(await readOwnRecords(store.value));
  await bindOldSecrets(store.value, vault.value);
  world.nowMs = closedAtMs + 14 * hourMs;
  const xeroTenantIds = profile.connections.flatMap(({ providerId, tenantId }) =>
    providerId === 'xero' ? [String(tenantId)] : [],
  );
  world.answer = (request) => goodAnswer(request, xeroTenantIds);
  ports = {
    ...world.ports,
    vault: vault.value,
    store: store.value,
    hasHosts: () => Promise.resolve(true),
    isOnline: () => true,
    wait: () => Promise.resolve(),
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
  };
});

/** Nobody clicks for a day and a bit; the worker wakes up every five minutes. */
async function workForADay(): Promise<void> {
  for (const endMs = world.nowMs + 26 * hourMs; world.nowMs < endMs; world.nowMs += 5 * minuteMs) {
    await runDue(ports, 0);
  }
}

async function current(): Promise<Connection[]> {
  return listByNeed(ports.store, { offset: 0, limit: 1000 });
}

function providerOf(summary: Profile['apps'][number]['summary']): Provider {
  const provider = findProvider(String(summary.providerId));
  if (!provider) throw new Error(`${String(summary.providerId)} is not known`);
  return provider;
}

/** Grants with a refresh token that the rule of version 0.1.0 presents no more. */
function silencedGrants(): string[] {
  return profile.grants.flatMap(({ grant, tokens }) =>
    JSON.stringify(grant.intent ?? {}).includes('"hasBeenRetriedLate":true') ? [tokens.refreshToken] : [],
  );
}

describe('SEC-38 a profile of version 0.1.0', () => {
  it('holds every state there is, or it proves nothing', async () => {
    const of = (member: string): string[] => profile.connections.map((each) => String(each[member]));
    expect(new Set(of('status'))).toEqual(new Set(['needs_you', 'unknown', 'waiting', 'offline', 'connected']));
    expect(new Set(of('hold'))).toEqual(
      new Set(['undefined', 'no_permission', 'no_app_credentials', 'sign_in_unreadable']),
    );
    expect(new Set(of('providerId')).size).toBe(5);
    expect(new Set(profile.history.map(({ kind }) => kind)).size).toBe(13);
    expect(silencedGrants()).toHaveLength(2);
  });

  it('is opened with every connection as it was left', async () => {
    for (const connection of profile.connections) {
      expect(await findConnection(ports.store, connection.id)).toMatchObject(connection);
    }
    expect(await countByStatus(ports.store)).toMatchObject({ total: profile.connections.length, paused: 1 });
    expect(await countFixes(ports.store)).toBe(5);
  });

  it('is opened with its whole history', async () => {
    for (const { id } of profile.connections) {
      const written = profile.history.filter((event) => event.connectionId === id).toReversed();
      expect(await listHistory(ports.store, id, { limit: 1000 })).toEqual(written);
    }
  });

  it('is opened with its settings, own providers, report tools and everything else that stands alone', async () => {
    const { state } = profile;
    expect(await readSettings(ports.store)).toMatchObject(Object(state.settings));
    expect(registerOwn(await readOwnRecords(ports.store))).toMatchObject(Object(state.ownProviders));
    expect(await listReportSites(ports.store)).toMatchObject(Object(state.reportSites));
    expect(await readAreaMatrix(ports.store, 'connection-bakery')).toMatchObject(
      Object(state['areas:connection-bakery']),
    );
    expect(await findReadCount(ports.store, 'quickbooks:production')).toMatchObject({ count: 4321 });
    expect(await readShownNotices(ports.store)).toEqual(state.notices);
    expect((await listEndings(ports.store)).map(({ id }) => id)).toEqual(state.endings);
    expect(await findKeptFlow(ports.store)).toMatchObject(Object(state.pendingFlow));
    expect(await isStoreWhole({ ...ports, newId: () => crypto.randomUUID() })).toBe(true);
  });

  it('is opened with every sign-in and its tokens', async () => {
    expect(await listGrants(ports.vault)).toHaveLength(profile.grants.length);
    for (const { grant, tokens } of profile.grants) {
      const opened = await openGrant(ports.vault, grant.id);
      expect(typeof opened === 'string' ? opened : opened.tokens).toEqual(tokens);
      expect(await findGrant(ports.vault, grant.id)).toMatchObject(JSON.parse(JSON.stringify(grant)));
    }
  });

  it('is opened with every app key, sealed without the address of its token endpoint: read once, and once more', async () => {
    for (let reading = 0; reading < 2; reading++) {
      for (const { summary, credentials } of profile.apps) {
        expect(await openAppAt(ports.vault, providerOf(summary), summary.id)).toMatchObject(credentials);
      }
    }
    const listed = new Map((await listApps()).map((summary) => [summary.id, summary]));
    expect(listed.size).toBe(profile.apps.length);
    for (const { summary } of profile.apps) expect(listed.get(summary.id)).toMatchObject(summary);
  });

  it('still owes the revocation that it owed, and delivers that one alone', async () => {
    const [owed] = profile.revocations;
    expect(await listOwedRevocations(ports.vault, world.nowMs)).toMatchObject([{ id: owed?.id, owed: owed?.owed }]);
    await workForADay();
    const revoked = world.sent.filter(isRevocation).map(({ body }) => new URLSearchParams(body ?? '').get('token'));
    expect(revoked).toEqual([owed?.owed.token]);
    expect(await listOwedRevocations(ports.vault, world.nowMs)).toEqual([]);
  });

  it('loses nothing in a day of work, and asks a person for nothing that it did not ask for before', async () => {
    await workForADay();
    const before = new Map(profile.connections.map((connection) => [connection.id, connection]));
    const after = await current();
    expect(after.map(({ id }) => id).sort()).toEqual([...before.keys()].sort());
    const asking = after.filter(({ id, status, hold }) => {
      const was = before.get(id);
      return (status === 'needs_you' && was?.status !== 'needs_you') || (hold !== undefined && hold !== was?.hold);
    });
    expect(asking).toEqual([]);
    for (const { grant } of profile.grants) {
      expect(await openGrant(ports.vault, grant.id), grant.id).toMatchObject({ grant: { id: grant.id } });
    }
    for (const { summary, credentials } of profile.apps) {
      expect(await openAppAt(ports.vault, providerOf(summary), summary.id)).toMatchObject(credentials);
    }
    const works = ['connection-bakery', 'connection-marine', 'connection-ironbark', 'connection-marigold'];
    for (const id of [...works, 'connection-fernhill', 'connection-northwind', 'connection-books']) {
      expect(await findConnection(ports.store, id)).toMatchObject({ status: 'connected' });
    }
  });

  it('SEC-33 has the sign-ins presented again that the old rule had silenced for ever', async () => {
    await workForADay();
    expect(presented(world)).toEqual(expect.arrayContaining(silencedGrants()));
    for (const id of ['connection-dental', 'connection-freight', 'connection-northgate']) {
      expect(await findConnection(ports.store, id)).toMatchObject({ status: 'connected' });
    }
  });

  it('presents no sign-in that the provider had ended for good', async () => {
    await workForADay();
    expect(presented(world)).not.toContain('frozen-refresh-cedar');
    expect(await findGrant(ports.vault, 'grant-cedar')).toMatchObject({ deadSinceMs: expect.any(Number) });
  });
});
