import { jsonReply, type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import {
  gatewayRefusals,
  gatewayReply,
  goneReply,
  lapsedReply,
  otherEnvironmentReply,
  pacificTime,
  serviceRefusals,
  serviceReply,
  withTid,
} from './fault-bodies.ts';
import { findRead } from './resources.ts';
import type { Grant, QuickbooksState } from './state.ts';
import { type Company, findMember, isAdmin } from './world.ts';
import { xmlOf } from './xml.ts';

const accountingScope = 'com.intuit.quickbooks.accounting';

export const apiHosts = {
  production: 'quickbooks.api.intuit.com',
  development: 'sandbox-quickbooks.api.intuit.com',
} as const;

/** Checks the bearer as the gateway does: shape, then whether it is known, then its life (facts: 4b, code 3200). */
function readBearer(state: QuickbooksState, request: SandboxRequest): Grant | Reply {
  const token = /^Bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const access = state.accessTokens.get(token);
  if (!access) {
    const isShaped = /^eyJ[\w-]+\.[\w.-]{200,4000}$/.test(token);
    return gatewayReply(state, isShaped ? gatewayRefusals.unknown() : gatewayRefusals.malformed());
  }
  return state.clock.nowMs() >= access.endsMs
    ? gatewayReply(state, gatewayRefusals.expired(access.endsMs))
    : access.grant;
}

/** What stands between a good bearer and a company's data: environment, company, person, limits, the company's state. */
function refuse(state: QuickbooksState, request: SandboxRequest, grant: Grant, realmId: string): Reply | Company {
  const app = state.world.apps.find((candidate) => candidate.clientId === grant.clientId);
  const company = state.world.companies.find((candidate) => candidate.realmId === realmId);
  if (!app || request.host !== apiHosts[app.keySet]) return otherEnvironmentReply(state);
  if (!company || grant.realmId !== realmId) return gatewayReply(state, gatewayRefusals.otherRealm());
  if (company.condition === 'deleted') return goneReply();
  if (!grant.scopes.has(accountingScope)) return gatewayReply(state, gatewayRefusals.withoutScope());
  if (app.keySet === 'production') app.monthlyReads += 1;
  const isOverMonth = app.monthlyReads > app.monthlyLimit;
  if (isOverMonth || !state.limits.pass(app.clientId, realmId)) {
    return gatewayReply(state, gatewayRefusals.throttled());
  }
  if (company.condition === 'lapsed') return lapsedReply(state);
  if (!isAdmin(findMember(company, grant.userId)?.role)) {
    return serviceReply(state, serviceRefusals.notAdmin(company.plan));
  }
  if (company.condition === 'locked') return serviceReply(state, serviceRefusals.locked());
  if (company.condition === 'maintenance') return serviceReply(state, serviceRefusals.maintenance());
  return company;
}

const hasEnded = ({ subscription }: Company): boolean => !/^(TRIAL|TRIALOPTIN|SUBSCRIBED)$/.test(subscription);

/** /v3/company/{realmId}/…: reads alone; a write is refused as an unsupported operation, or by the subscription's state. */
export function answerAccounting(state: QuickbooksState, request: SandboxRequest): Reply {
  const [, , , realmId = '', ...rest] = request.path.split('/');
  const grant = readBearer(state, request);
  if (!('realmId' in grant)) return grant;
  const company = refuse(state, request, grant, realmId);
  if (!('plan' in company)) return company;
  const path = rest.join('/');
  if (request.method !== 'GET') {
    const refusal = hasEnded(company) ? serviceRefusals.companyEnded(company.plan) : serviceRefusals.notSupported(path);
    return serviceReply(state, refusal);
  }
  const found = findRead({ company, world: state.world, query: request.query, nowMs: state.clock.nowMs() }, path);
  if ('refusal' in found) return serviceReply(state, found.refusal);
  const time = pacificTime(state.clock.nowMs());
  // JSON is only sent to those who ask for it, by header or by the old parameter (facts: 2, headers).
  const wantsJson = /json/.test(request.headers.accept ?? '') || request.query.get('format') === 'json';
  return withTid(
    wantsJson
      ? jsonReply(200, found.isBare ? found.body : { ...found.body, time })
      : textReply(200, xmlOf(found.body, time), { 'content-type': 'application/xml;charset=UTF-8' }),
  );
}
