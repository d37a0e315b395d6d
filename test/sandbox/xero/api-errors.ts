import { emptyReply, type Reply, textReply } from '../core/http.ts';
import { newGuid } from '../core/random.ts';

/** The API gateway's problem body, shape 1 of facts 2.5; `Instance` repeats the correlation id. */
function problem(status: number, title: string, detail: string, headers: Reply['headers']): Reply {
  const instance = newGuid();
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'xero-correlation-id': instance, ...headers },
    body: JSON.stringify({
      Type: null,
      Title: title,
      Status: status,
      Detail: detail,
      Instance: instance,
      Extensions: {},
    }),
  };
}

const tokenChallenge = { 'www-authenticate': 'Bearer error=invalid_token' };
const two = (value: number): string => String(value).padStart(2, '0');

function americanTime(atMs: number): string {
  const at = new Date(atMs);
  const date = `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${at.getUTCFullYear()}`;
  return `${date} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

/** The real bodies of the accounting API's refusals (facts: 4). */
export const refusals = {
  noBearer: (): Reply =>
    textReply(401, 'oauth_problem=consumer_key_unknown&oauth_problem_advice=Consumer%20key%20was%20not%20recognised', {
      'content-type': 'text/html; charset=utf-8',
      'www-authenticate': 'OAuth Realm="api.xero.com"',
    }),
  malformed: (): Reply => problem(401, 'Unauthorized', 'AuthenticationUnsuccessful', tokenChallenge),
  forged: (): Reply => problem(401, 'Unauthorized', 'TokenInvalidSignature', tokenChallenge),
  expired: (endedMs: number): Reply =>
    problem(401, 'Unauthorized', `TokenExpired: token expired at ${americanTime(endedMs)}`, tokenChallenge),
  scopeMissing: (): Reply =>
    problem(401, 'Unauthorized', 'AuthorizationUnsuccessful', { 'www-authenticate': 'insufficient_scope' }),
  noSuchTenant: (): Reply => problem(403, 'Forbidden', 'AuthenticationUnsuccessful', {}),
  noReports: (headers: Reply['headers']): Reply =>
    textReply(
      401,
      'You are not permitted to access this resource without the reporting role or higher privileges.',
      headers,
    ),
  limited: (headers: Reply['headers']): Reply => emptyReply(429, { 'xero-correlation-id': newGuid(), ...headers }),
  offline: (headers: Reply['headers']): Reply => textReply(503, 'The Organisation is offline', headers),
  notFound: (headers: Reply['headers']): Reply =>
    textReply(404, "The resource you're looking for cannot be found", headers),
  notImplemented: (headers: Reply['headers']): Reply => ({
    status: 501,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({
      ErrorNumber: 20,
      Type: 'ApiMethodNotImplementedException',
      Message: 'The Api Method called is not implemented',
    }),
  }),
};

/** What the whole API answers when it is in trouble (facts: 4, "Others"). */
export const outageTexts = {
  unavailable: 'The Xero API is temporarily unavailable',
  maintenance: 'The Xero API is currently offline for maintenance',
  internal: JSON.stringify({
    Title: 'An error occurred',
    Status: 500,
    Detail:
      'An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.',
    Instance: '4d5b9a1e-6a1c-4f5e-9f6b-0c8e1d7a2b34',
  }),
};
