import { callApi } from '../engines/local/api-call';
import { freshAccessToken, type Need } from '../engines/local/fresh-token';
import type { AreaMatrix, AreaResult } from '../model/area-check';
import type { Connection } from '../model/connection';
import type { Evidence } from '../model/evidence';
import type { Grant } from '../model/grant';
import { findProvider } from '../providers';
import type { DataArea, Provider } from '../providers/provider';
import { readAreaMatrix, saveAreaMatrix } from '../store/area-matrix';
import { changeConnections, findConnection } from '../store/connections';
import { withSurroundings } from './evidence-context';
import { type Asked, arranged, eventsOf, failingSince, isFailing, judge, type Round } from './judge-areas';
import type { MonitorPorts } from './ports';

interface Access {
  provider: Provider;
  grant: Grant;
  accessToken: string;
}

/** Asks for one area; a token that has just run out is renewed once. */
async function ask(ports: MonitorPorts, access: Access, connection: Connection, area: DataArea): Promise<Asked> {
  const request = area.request(connection);
  let { isGood, evidence } = await callApi(ports, access.provider, request, access.accessToken);
  // Some providers refuse an expired token with 400.
  if ((evidence.answer?.status ?? 0) >= 400 && ports.diagnose(evidence).cause === 'access_token_expired') {
    const fresh = await freshAccessToken(ports, access.grant.id, { newerThan: access.grant.version });
    if (fresh.kind === 'fresh') {
      Object.assign(access, { grant: fresh.grant, accessToken: fresh.accessToken });
      ({ isGood, evidence } = await callApi(ports, access.provider, request, access.accessToken));
    }
  }
  return { area, evidence, hasGoodStatus: isGood };
}

async function run(ports: MonitorPorts, connection: Connection, provider: Provider, round: Round): Promise<void> {
  const { areas, startedAtMs } = round;
  const matrix: AreaMatrix = { connectionId: connection.id, startedAtMs, results: [] };
  const fresh = await freshAccessToken(ports, connection.grantId, round.need);
  if (fresh.kind !== 'fresh') {
    // A retry that could not even begin leaves what is known.
    if (!round.isRetry) await saveAreaMatrix(ports.store, { ...matrix, finishedAtMs: ports.now() });
    return;
  }
  const access: Access = { provider, grant: fresh.grant, accessToken: fresh.accessToken };
  const asked: Asked[] = [];
  const signs = await ports.pageSigns(connection.id);
  const around = (evidence: Evidence, areaId: string): Evidence =>
    withSurroundings(evidence, {
      connection: { ...connection, failingSinceMs: failingSince(round, areaId) ?? connection.failingSinceMs },
      grant: access.grant,
      others: [],
      signs,
      isOnline: ports.isOnline(),
      nowMs: ports.now(),
    });
  const results = (): AreaResult[] => judge(ports.diagnose, asked, round, around);
  const withRest = (): AreaResult[] => [
    ...results(),
    ...areas.slice(asked.length).map(({ id }): AreaResult => ({ areaId: id, outcome: 'not_tried' })),
  ];
  // What a retry has not got to is as it was before.
  const told = (): AreaResult[] => arranged(round, round.isRetry ? results() : withRest());
  for (const area of areas) {
    await saveAreaMatrix(ports.store, { ...matrix, results: told() });
    if (provider.areaPauseMs !== undefined && asked.length > 0) await ports.wait(provider.areaPauseMs);
    asked.push(await ask(ports, access, connection, area));
    if (results().at(-1)?.diagnosis?.cause === 'rate_limited') break;
  }
  const finishedAtMs = ports.now();
  await saveAreaMatrix(ports.store, { ...matrix, results: told(), finishedAtMs });
  const events = eventsOf(round, connection.id, results(), finishedAtMs);
  if (events.length > 0) {
    await changeConnections(ports.store, [connection.id], (current) => ({ connection: current, events }));
  }
}

/**
 * Reads the data areas of a connection one at a time, within the provider's limits, and keeps the growing matrix in the
 * store. Stops early when the provider asks to wait: what is left stays `not_tried`.
 *
 * @param areaIds the areas to ask; all of the provider's when empty
 * @param need     whether a person asked
 */
export async function checkAreas(
  ports: MonitorPorts,
  connection: Connection,
  { areaIds, need }: { areaIds: readonly string[]; need: Need },
): Promise<void> {
  const provider = findProvider(connection.providerId);
  if (!provider) return;
  const areas = provider.areas.filter(({ id }) => areaIds.length === 0 || areaIds.includes(id));
  const before = await readAreaMatrix(ports.store, connection.id);
  await run(ports, connection, provider, { areas, kept: [], before, isRetry: false, need, startedAtMs: ports.now() });
}

/**
 * Asks again for the areas that did not work, after a person has acted: the answer is "fixed", or "not fixed" with what is
 * next most likely. A sign-in since they began to fail is evidence that the connection is not the cause (the Amalgam rule).
 * Does nothing while the connection itself does not work, or where every area did.
 */
export async function retryFailedAreas(ports: MonitorPorts, connectionId: string, need: Need): Promise<void> {
  const before = await readAreaMatrix(ports.store, connectionId);
  if (before?.finishedAtMs === undefined || !before.results.some(isFailing)) return;
  const connection = await findConnection(ports.store, connectionId);
  const provider = findProvider(connection?.providerId ?? null);
  if (!connection || !provider || connection.status !== 'connected') return;
  const failingIds = before.results.filter(isFailing).map(({ areaId }) => areaId);
  const areas = provider.areas.filter(({ id }) => failingIds.includes(id));
  const kept = before.results.filter(({ areaId }) => !failingIds.includes(areaId));
  await run(ports, connection, provider, { areas, kept, before, isRetry: true, need, startedAtMs: ports.now() });
}
