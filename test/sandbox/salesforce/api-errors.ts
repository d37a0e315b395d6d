import { jsonReply, type Reply, textReply } from '../core/http.ts';

/** The array shape of the data interface: `errorCode` decides, not the status (facts: 3). */
const fault = (status: number, errorCode: string, message: string, headers: Reply['headers'] = {}): Reply =>
  jsonReply(status, [{ message, errorCode }], headers);

/** The real bodies of the data interface's refusals. */
export const refusals = {
  noBearer: (): Reply => fault(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE'),
  sessionOver: (): Reply => fault(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  notForRest: (): Reply => fault(401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API'),
  noApi: (): Reply => fault(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.'),
  limit: (headers: Reply['headers']): Reply =>
    fault(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', headers),
  longLimit: (headers: Reply['headers']): Reply =>
    fault(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.', headers),
  type: (query: string, name: string, headers: Reply['headers']): Reply =>
    fault(
      400,
      'INVALID_TYPE',
      `\n${query}\n${' '.repeat(Math.max(0, query.indexOf(name)))}^\nERROR at Row:1:Column:${query.indexOf(name) + 1}\nsObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
      headers,
    ),
  field: (field: string, name: string, headers: Reply['headers']): Reply =>
    fault(400, 'INVALID_FIELD', `No such column '${field}' on sobject of type ${name}`, headers),
  query: (words: string, headers: Reply['headers']): Reply => fault(400, 'MALFORMED_QUERY', words, headers),
  notFound: (headers: Reply['headers'] = {}): Reply =>
    fault(404, 'NOT_FOUND', 'The requested resource does not exist', headers),
  noAccess: (headers: Reply['headers']): Reply =>
    fault(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', headers),
  badOAuthToken: (): Reply => textReply(403, 'Bad_OAuth_Token', { 'content-type': 'text/html;charset=UTF-8' }),
  missingOAuthToken: (): Reply => textReply(403, 'Missing_OAuth_Token', { 'content-type': 'text/html;charset=UTF-8' }),
};

/** What the whole interface answers when it is in trouble. */
export const outages = {
  unavailable: {
    status: 503,
    body: JSON.stringify([{ message: 'Server Unavailable', errorCode: 'SERVER_UNAVAILABLE' }]),
  },
  maintenance: {
    status: 503,
    body: '<html><head><title>Salesforce - Maintenance</title></head><body><h1>Scheduled Maintenance</h1><p>Your Salesforce org is currently undergoing scheduled maintenance.</p></body></html>',
  },
  internal: {
    status: 500,
    body: JSON.stringify([
      {
        message:
          'An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (123456789)',
        errorCode: 'UNKNOWN_EXCEPTION',
      },
    ]),
  },
} as const;
