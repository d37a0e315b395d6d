import { emptyReply, jsonReply, type Reply, textReply } from '../core/http.ts';
import { newTid, type QuickbooksState, type realManners } from './state.ts';

/** One refusal, before it is spelt. */
export interface Refusal {
  status: number;
  type: string;
  code: string;
  message: string;
  detail: string | null;
  element?: string;
}

const challenge = { 'www-authenticate': 'Bearer realm="Intuit", error="invalid_token"' };

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Pacific time, as Intuit's answers give it; always UTC-8 here. */
export function pacificTime(atMs: number): string {
  return `${new Date(atMs - 8 * 3_600_000).toISOString().slice(0, 23)}-08:00`;
}

/** Shape C (facts: 2, "Fault shapes"). */
function asXml({ status, type, code, message, detail, element }: Refusal, atMs: number): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="${pacificTime(atMs)}" xmlns="http://schema.intuit.com/finance/v3"><Fault type="${type}"><Error code="${code}"${
    element === undefined ? '' : ` element="${escapeXml(element)}"`
  }><Message>${escapeXml(message)}</Message>${detail === null ? '' : `<Detail>${escapeXml(detail)}</Detail>`}</Error></Fault></IntuitResponse>`;
  return textReply(status, body, { 'content-type': 'application/xml;charset=UTF-8' });
}

/** A refusal of the gateway in front of the API: shape B, or C although JSON was asked for. */
export function gatewayReply(state: QuickbooksState, refusal: Refusal): Reply {
  const { status, type, code, message, detail } = refusal;
  const nowMs = state.clock.nowMs();
  const reply =
    state.manners.gateway === 'xml'
      ? asXml(refusal, nowMs)
      : jsonReply(status, {
          warnings: null,
          intuitObject: null,
          fault: { error: [{ message, detail, code, element: null }], type },
          report: null,
          queryResponse: null,
          batchItemResponse: [],
          attachableResponse: [],
          syncErrorResponse: null,
          requestId: null,
          time: nowMs,
          status: null,
          cdcresponse: [],
        });
  return withTid(reply, status === 401 ? challenge : {});
}

/** A refusal of the service itself: shape A, or C; with status 200 where the manners say so. */
export function serviceReply(state: QuickbooksState, refusal: Refusal): Reply {
  const { type, code, message, detail, element = '' } = refusal;
  const nowMs = state.clock.nowMs();
  const status = state.manners.isRefusalInside200 ? 200 : refusal.status;
  const reply =
    state.manners.service === 'xml'
      ? asXml({ ...refusal, status }, nowMs)
      : jsonReply(status, {
          Fault: { Error: [{ Message: message, Detail: detail, code, element }], type },
          time: pacificTime(nowMs),
        });
  return withTid(reply);
}

/** Every answer of the API carries its support id and the version of the product. */
export function withTid(reply: Reply, more: Reply['headers'] = {}): Reply {
  return { ...reply, headers: { ...reply.headers, intuit_tid: newTid(), 'qbo-version': '1976.120', ...more } };
}

const gateway = (status: number, name: string, code: string, detail: string | null, type: string): Refusal => ({
  status,
  type,
  code,
  message: `message=${name}; errorCode=${code.padStart(6, '0')}; statusCode=${status}`,
  detail,
});

/** The gateway's refusals by what they are about (facts: 4b). */
export const gatewayRefusals = {
  expired: (endedMs: number): Refusal =>
    gateway(
      401,
      'AuthenticationFailed',
      '3200',
      `Token expired: AB0${Math.floor(endedMs / 1000)}sandbox`,
      'AUTHENTICATION',
    ),
  malformed: (): Refusal =>
    gateway(401, 'AuthenticationFailed', '3200', 'Malformed bearer token: too short or too long', 'AUTHENTICATION'),
  unknown: (): Refusal => gateway(401, 'AuthenticationFailed', '3200', null, 'AUTHENTICATION'),
  otherRealm: (): Refusal => gateway(403, 'ApplicationAuthorizationFailed', '3100', null, 'SERVICE'),
  withoutScope: (): Refusal =>
    gateway(403, 'AuthorizationFailed', '3100', 'The access token does not have sufficient scope', 'SERVICE'),
  internal: (): Refusal => gateway(500, 'InternalServerError', '3100', null, 'SERVICE'),
  throttled: (): Refusal =>
    gateway(429, 'ThrottleExceeded', '3001', 'The request limit was reached.  Try again later', 'SERVICE'),
  timeout: (): Refusal => gateway(504, 'GatewayTimeout', '6002', 'Timeout occurred while proxying request', 'SERVICE'),
} as const;

const lapsed =
  'Subscription for company has lapsed or Invalid destination URL is used. Sandbox company works with Sandbox URL and Production company works with Production URL.';

/** What keys of one environment get at the host of the other (facts: 4b: four bodies are known). */
export function otherEnvironmentReply(state: QuickbooksState): Reply {
  const answers: Readonly<Record<(typeof realManners)['otherEnvironment'], () => Reply>> = {
    '3100': () => gatewayReply(state, gatewayRefusals.otherRealm()),
    '3100-500': () => gatewayReply(state, gatewayRefusals.internal()),
    '7001': () => lapsedReply(state),
    '130': () =>
      serviceReply(state, {
        status: 401,
        type: 'AuthenticationFault',
        code: '130',
        message: 'Accessing Wrong Cluster',
        detail:
          'WrongClusterError: -11017-You have accessed the wrong server.  You will now be redirected. , statusCode: 401',
      }),
  };
  return answers[state.manners.otherEnvironment]();
}

/** Code 7001 names two causes and does not tell which (facts: 4b). */
export const lapsedReply = (state: QuickbooksState): Reply =>
  gatewayReply(state, {
    status: 400,
    type: 'SERVICE',
    code: '7001',
    message: `message=${lapsed}; errorCode=007001; statusCode=400`,
    detail: null,
  });

/** The service's refusals (facts: 4b). */
export const serviceRefusals = {
  notAdmin: (plan: string): Refusal => ({
    status: 401,
    type: 'AuthorizationFault',
    code: '120',
    message: 'Authorization Failure',
    detail: `AuthorizationFailure: -11014-You do not have access to use ${plan}., statusCode: 401`,
  }),
  locked: (): Refusal => ({
    status: 401,
    type: 'AuthenticationFault',
    code: '140',
    message: 'Company Locked Out',
    detail: 'CompanyLockedOut: This company is locked.',
  }),
  maintenance: (): Refusal => ({
    status: 500,
    type: 'SystemFault',
    code: '150',
    message: 'Company Under Maintenance',
    detail: 'CompanyUnderMaintenance: This company is under maintenance.',
  }),
  notInPlan: (): Refusal => ({
    status: 400,
    type: 'ValidationFault',
    code: '5020',
    message: 'Permission Denied Error',
    detail: 'Permission Denied Error : You do not have the access rights to use this feature.',
  }),
  unknownReport: (): Refusal => ({ ...serviceRefusals.notInPlan(), element: 'ReportName' }),
  badQuery: (query: string): Refusal => ({
    status: 400,
    type: 'ValidationFault',
    code: '4000',
    message: 'Error parsing query',
    detail: `QueryParserError: Encountered " <IDENTIFIER> "${query.slice(0, 30)} "" at line 1, column 1.`,
  }),
  notSupported: (path: string): Refusal => ({
    status: 400,
    type: 'ValidationFault',
    code: '500',
    message: 'Unsupported Operation',
    detail: `Operation ${path} is not supported.`,
  }),
  companyEnded: (plan: string): Refusal => ({
    status: 400,
    type: 'ValidationFault',
    code: '6190',
    message: 'Invalid Company Status',
    detail: `Subscription period has ended or canceled or there was a billing problem : You can't add data to ${plan} because your trial or subscription period ended, you canceled your subscription or there was a billing problem.`,
  }),
  system: (): Refusal => ({
    status: 500,
    type: 'SystemFault',
    code: '10000',
    message: 'An application error has occurred while processing your request',
    detail: 'System Failure Error: null',
  }),
} as const;

/** A company that is gone is not named: no body at all (facts: 4b, last rows). */
export const goneReply = (): Reply => withTid(emptyReply(404));

/** Pages of servers in trouble (facts: 2, shape G). */
export const outageBodies = {
  nginx:
    '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  maintenance:
    "<!DOCTYPE html><html><head><title>QuickBooks</title></head><body><h1>We'll be back soon</h1><p>We are doing some maintenance.</p></body></html>",
  cut: '<?xml version="1.0"?>',
} as const;
