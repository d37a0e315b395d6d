import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import type { Connection } from '../../../lib/model/connection';
import type { Grant } from '../../../lib/model/grant';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { findConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { createWorld, json, storeGrant, type World } from '../engines/world';

const minuteMs = 60_000;

/** What Xero answers: the companies it lists, each company's own data, and new tokens. */
export interface XeroAnswers {
  listed: string[];
  organisation: (tenantId: string) => HttpOutcome;
  token: () => HttpOutcome;
}

/** A firm whose companies are watched at a scripted Xero; both databases are empty at first. */
export interface WatchedFirm {
  world: World;
  ports: MonitorPorts;
  answers: XeroAnswers;
  isOnline: boolean;
  /** How long the monitor wanted to wait, each time. */
  waits: number[];
  /** Connects companies through one new grant whose access token ends in `accessLeftMs`. */
  watch(tenantIds: readonly string[], accessLeftMs: number, more?: Partial<Grant>): Promise<Connection[]>;
  current(ids: readonly string[]): Promise<Connection[]>;
}

function answerAs(answers: XeroAnswers, request: HttpRequest): HttpOutcome {
  const url = new URL(request.url);
  if (url.pathname === '/connect/token') return request.method === 'GET' ? json(404, {}) : answers.token();
  if (url.pathname !== '/connections') return answers.organisation(request.headers['xero-tenant-id'] ?? '');
  return json(
    200,
    answers.listed.map((tenantId) => ({
      id: `link-${tenantId}`,
      tenantId,
      tenantType: 'ORGANISATION',
      tenantName: tenantId,
    })),
  );
}

/** Starts with nothing stored and a provider that answers well. */
export async function createWatchedFirm(): Promise<WatchedFirm> {
  const world = await createWorld();
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  for (const name of ['connections', 'history', 'state'] as const) await store.value.clear(name);
  for (const name of ['grants', 'revocations'] as const) await world.ports.vault.clear(name);
  let issued = 0;
  const answers: XeroAnswers = {
    listed: [],
    organisation: (tenantId) =>
      json(200, {
        Organisations: [
          { Name: `${tenantId} Ltd`, ShortCode: `!${tenantId}`, Class: 'GROW', OrganisationStatus: 'ACTIVE' },
        ],
      }),
    token: () => {
      issued += 1;
      return json(200, {
        access_token: `access-${issued}`,
        token_type: 'Bearer',
        expires_in: 1800,
        refresh_token: `refresh-${issued}`,
      });
    },
  };
  world.answer = (request) => answerAs(answers, request);
  const firm: WatchedFirm = {
    world,
    answers,
    isOnline: true,
    waits: [],
    ports: {
      ...world.ports,
      store: store.value,
      hasHosts: () => Promise.resolve(true),
      isOnline: () => firm.isOnline,
      async wait(ms) {
        firm.waits.push(ms);
      },
      whileChecking: (_ids, work) => work(),
      pageSigns: async () => [],
    },
    async watch(tenantIds, accessLeftMs, more = {}) {
      const nextRefreshAtMs = world.nowMs + accessLeftMs - 5 * minuteMs;
      const grant = await storeGrant(world, accessLeftMs, { nextRefreshAtMs, ...more });
      const ids = await watchCompanies(
        { store: store.value, now: world.ports.now, newId: () => crypto.randomUUID() },
        grant,
        tenantIds.map((tenantId) => ({ tenantId, name: tenantId, linkId: `link-${tenantId}` })),
      );
      answers.listed = [...new Set([...answers.listed, ...tenantIds])];
      return firm.current(ids);
    },
    async current(ids) {
      const found = await Promise.all(ids.map((id) => findConnection(store.value, id)));
      return found.flatMap((connection) => connection ?? []);
    },
  };
  return firm;
}
