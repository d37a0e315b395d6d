import { beforeEach, describe, expect, it } from 'vitest';
import { isAnyHostDown, storedHostHealth } from '../../../lib/engines/host-health';
import { runDue } from '../../../lib/monitor/run-due';
import { changeConnections } from '../../../lib/store/connections';
import { saveApp } from '../../../lib/vault/apps';
import { findGrant, storeTokens } from '../../../lib/vault/grants';
import { json } from '../engines/world';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const [providerId, appId] = ['quickbooks', 'quickbooks:production'];
let firm: WatchedFirm;

beforeEach(async () => {
  firm = await createWatchedFirm();
});

describe('SEC-39 companies that only fail themselves', () => {
  it.each([1, 2, 3, 4])(
    'kept healthy ones of the same host waiting for days: the one that has failed least asks for all (%i)',
    async () => {
      const { vault, store, now, random } = firm.ports;
      await saveApp(vault, { providerId, environment: 'production', clientId: 'c', clientSecret: 's' }, 0);
      firm.ports.hosts = storedHostHealth(store, { now, random });
      const ids: string[] = [];
      for (const name of ['bad1', 'bad2', 'bad3', 'good'])
        for (const { id, grantId } of await firm.watch([name], 3 * hourMs, { providerId, appId, key: name })) {
          ids.push(id);
          const grant = await findGrant(vault, grantId);
          if (grant) await storeTokens(vault, grant, { accessToken: name, refreshToken: name });
        }
      const asked: string[] = [];
      firm.world.answer = ({ url }) => {
        const name = /bad\d|good/.exec(url)?.[0] ?? '';
        asked.push(name);
        if (name !== 'good') return json(500, {});
        return json(200, { CompanyInfo: { CompanyName: 'good', Id: '1' }, time: '' });
      };
      await changeConnections(store, ids.slice(3), (connection) => ({
        connection: { ...connection, nextDueAtMs: firm.world.nowMs + minuteMs },
      }));
      await runDue(firm.ports, 0);
      expect(await isAnyHostDown(store, now())).toBe(true);
      firm.world.nowMs += 10 * minuteMs;
      asked.length = 0;
      await runDue(firm.ports, 0);
      expect(asked[0]).toBe('good');
      expect((await firm.current(ids.slice(3)))[0]?.status).toBe('connected');
    },
  );

  it('left a company whose write was refused once alone for twenty minutes and more', async () => {
    const [company] = await firm.watch(['good'], 30 * minuteMs);
    const id = company?.id ?? '';
    await changeConnections(firm.ports.store, [id], (connection) => ({
      connection: { ...connection, status: 'waiting', failuresInRow: 6, failingSinceMs: firm.world.nowMs - hourMs },
    }));
    firm.answers.organisation = () => json(500, {});
    firm.ports.random = () => 1;
    firm.ports.pageSigns = () => Promise.reject(new DOMException('refused', 'QuotaExceededError'));
    await runDue(firm.ports, 0);
    const [after] = await firm.current([id]);
    expect(after?.diagnosis).toMatchObject({ cause: 'unknown', confidence: 0 });
    expect((after?.nextDueAtMs ?? 0) - firm.world.nowMs).toBeLessThanOrEqual(minuteMs);
    firm.world.nowMs += minuteMs;
    await runDue(firm.ports, 0);
    const [again] = await firm.current([id]);
    expect((again?.nextDueAtMs ?? 0) - firm.world.nowMs).toBe(10 * minuteMs);
  });

  it('held up the round by one deadline after the other: the rest of a grant does not wait for each', async () => {
    const tenantIds = Array.from({ length: 40 }, (_, place) => `company${place}`);
    const ids = (await firm.watch(tenantIds, 30 * minuteMs)).map(({ id }) => id);
    const asked: string[] = [];
    firm.answers.organisation = (tenantId) => {
      asked.push(tenantId);
      return { answer: null, failure: 'the request took too long' };
    };
    await runDue(firm.ports, 0);
    expect(asked.length).toBeLessThanOrEqual(16);
    const waiting = await firm.current(ids);
    expect(waiting.every(({ nextDueAtMs }) => nextDueAtMs - firm.world.nowMs <= 10 * minuteMs)).toBe(true);
    firm.world.nowMs += 10 * minuteMs;
    firm.answers.organisation = (tenantId) =>
      json(200, { Organisations: [{ Name: tenantId, ShortCode: '!1', Class: 'GROW', OrganisationStatus: 'ACTIVE' }] });
    await runDue(firm.ports, 0);
    expect((await firm.current(ids)).filter(({ status }) => status !== 'connected')).toEqual([]);
  });
});
