import { jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import { newGuid } from '../core/random.ts';
import { refusals } from './api-errors.ts';
import { readBearer } from './bearer.ts';
import { type Asked, findResource } from './resources.ts';
import { coversScope } from './scopes.ts';
import type { XeroState } from './state.ts';
import { findMembership, liveLinks } from './world.ts';
import { xmlReply } from './xml.ts';

const prefix = '/api.xro/2.0/';

/** The accounting API. Order of checks: bearer, tenant, scope, limits, the organisation itself, the person's role. */
export async function answerAccounting(state: XeroState, request: SandboxRequest): Promise<Reply> {
  const bearer = await readBearer(state, request);
  if ('refusal' in bearer) return bearer.refusal;
  const { clientId, userId, scopes } = bearer;
  const tenantId = request.headers['xero-tenant-id'] ?? '';
  const link = liveLinks(state.world, clientId, userId).find((candidate) => candidate.tenantId === tenantId);
  const organisation = state.world.organisations.find((candidate) => candidate.tenantId === link?.tenantId);
  const app = state.world.apps.find((candidate) => candidate.clientId === clientId);
  const membership = organisation && findMembership(organisation, userId);
  if (!organisation || !app || !membership || organisation.hasTrialEnded) return refusals.noSuchTenant();

  const resource = findResource(request.path.slice(prefix.length));
  if (resource && !coversScope(scopes, resource.scope)) return refusals.scopeMissing();

  const limit = state.limits.count(clientId, tenantId, app.dayLimit);
  const headers = { 'xero-correlation-id': newGuid(), ...limit.headers };
  if (limit.problem) return refusals.limited(headers);
  if (organisation.isOffline) return refusals.offline(headers);
  if (!resource) return refusals.notFound(headers);
  if (resource.wantsReports && !membership.canSeeReports) return refusals.noReports(headers);
  if (request.method !== 'GET') return refusals.notImplemented(headers);

  const asked: Asked = {
    organisation,
    world: state.world,
    membership,
    query: request.query,
    nowMs: state.clock.nowMs(),
    id: resource.id,
  };
  const found = resource.read(asked);
  if (!found) return refusals.notFound(headers);
  const body = {
    Id: newGuid(),
    Status: 'OK',
    ProviderName: app.name,
    DateTimeUTC: `/Date(${state.clock.nowMs()})/`,
    ...found,
  };
  return /json/.test(request.headers.accept ?? '') ? jsonReply(200, body, headers) : xmlReply(200, body, headers);
}
