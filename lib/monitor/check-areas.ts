import { callApi } from '../engines/local/api-call';
import { freshAccessToken } from '../engines/local/fresh-token';
import type { AreaMatrix, AreaOutcome, AreaResult } from '../model/area-check';
import type { Cause } from '../model/cause';
import type { Connection } from '../model/connection';
import type { Evidence } from '../model/evidence';
import type { Grant } from '../model/grant';
import type { Diagnose } from '../model/ports';
import { findProvider } from '../providers';
import type { DataArea, Provider } from '../providers/provider';
import { saveAreaMatrix } from '../store/area-matrix';
import { withSurroundings } from './evidence-context';
import type { MonitorPorts } from './ports';

const deniedBy: ReadonlySet<Cause> = new Set([
  'scope_missing',
  'user_permission_insufficient',
  'user_inactive',
  'access_policy_blocked',
  'app_not_authorized',
  'tenant_unavailable',
]);

/** From this confidence on, a good status with a fault in its body counts as the fault. */
const faultFrom = 0.6;

/** An area that was asked, and what came back. */
interface Asked {
  area: DataArea;
  evidence: Evidence;
  hasGoodStatus: boolean;
}

interface Access {
  provider: Provider;
  grant: Grant;
  accessToken: string;
}

/** Asks for one area; a token that has just run out is renewed once. */
async function ask(ports: MonitorPorts, access: Access, connection: Connection, area: DataArea): Promise<Asked> {
  const request = area.request(connection);
  let { outcome, evidence } = await callApi(ports, access.provider, request, access.accessToken);
  // Some providers refuse an expired token with 400.
  if ((outcome.answer?.status ?? 0) >= 400 && ports.diagnose(evidence).cause === 'access_token_expired') {
    const fresh = await freshAccessToken(ports, access.grant.id, { newerThan: access.grant.version });
    if (fresh.kind === 'fresh') {
      Object.assign(access, { grant: fresh.grant, accessToken: fresh.accessToken });
      ({ outcome, evidence } = await callApi(ports, access.provider, request, access.accessToken));
    }
  }
  const status = outcome.answer?.status ?? 0;
  return { area, evidence, hasGoodStatus: status >= 200 && status < 300 };
}

function outcomeFor(cause: Cause): AreaOutcome {
  if (cause === 'plan_restricted') return 'not_in_plan';
  return deniedBy.has(cause) ? 'denied' : 'failed';
}

/**
 * Judges all answers together: which areas work and which do not is evidence about each of the others. Pure.
 *
 * @param around what is known of connection, grant and device
 */
function judge(diagnose: Diagnose, asked: readonly Asked[], around: (evidence: Evidence) => Evidence): AreaResult[] {
  const working = asked.filter(({ evidence, hasGoodStatus }) => {
    if (!hasGoodStatus) return false;
    const { cause, confidence } = diagnose(evidence);
    return !(confidence >= faultFrom && cause !== 'not_an_auth_problem' && cause !== 'unknown');
  });
  const otherAreasOk = working.map(({ area }) => area.id);
  return asked.map(({ area, evidence }): AreaResult => {
    if (otherAreasOk.includes(area.id)) return { areaId: area.id, outcome: 'works' };
    const denied = asked.map((other) => other.area.id).filter((id) => id !== area.id && !otherAreasOk.includes(id));
    const siblings = { otherAreasOk, otherAreasDenied: denied };
    const diagnosis = diagnose(around({ ...evidence, siblings }));
    return { areaId: area.id, outcome: outcomeFor(diagnosis.cause), diagnosis };
  });
}

/**
 * Reads the data areas of a connection one at a time, within the provider's limits, and keeps the growing matrix in the
 * store. Stops early when the provider asks to wait: what is left stays `not_tried`.
 *
 * @param areaIds the areas to ask; all of the provider's when empty
 */
export async function checkAreas(
  ports: MonitorPorts,
  connection: Connection,
  areaIds: readonly string[],
): Promise<void> {
  const provider = findProvider(connection.providerId);
  if (!provider) return;
  const areas = provider.areas.filter(({ id }) => areaIds.length === 0 || areaIds.includes(id));
  const matrix: AreaMatrix = { connectionId: connection.id, startedAtMs: ports.now(), results: [] };
  const fresh = await freshAccessToken(ports, connection.grantId, { isAskedFor: true });
  if (fresh.kind !== 'fresh') return saveAreaMatrix(ports.store, { ...matrix, finishedAtMs: ports.now() });
  const access: Access = { provider, grant: fresh.grant, accessToken: fresh.accessToken };
  const asked: Asked[] = [];
  const around = (evidence: Evidence): Evidence =>
    withSurroundings(evidence, {
      connection,
      grant: access.grant,
      others: [],
      isOnline: ports.isOnline(),
      nowMs: ports.now(),
    });
  const withRest = (): AreaResult[] => [
    ...judge(ports.diagnose, asked, around),
    ...areas.slice(asked.length).map(({ id }): AreaResult => ({ areaId: id, outcome: 'not_tried' })),
  ];
  for (const area of areas) {
    await saveAreaMatrix(ports.store, { ...matrix, results: withRest() });
    asked.push(await ask(ports, access, connection, area));
    if (judge(ports.diagnose, asked, around).at(-1)?.diagnosis?.cause === 'rate_limited') break;
  }
  await saveAreaMatrix(ports.store, { ...matrix, results: withRest(), finishedAtMs: ports.now() });
}
