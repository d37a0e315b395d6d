import { jsonReply, type Reply } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import type { Unpublished } from './state.ts';

/** As recorded: letters and digits with an escaped tilde in the middle. */
const supportId = (): string => `${newHandle(12)}%7E${newHandle(18)}`;

interface RestError {
  code: string;
  message: string;
  errorId: string;
  messageId: string;
}

const errorOf = ({ code, message, errorId, messageId }: RestError): Record<string, unknown> => ({
  code,
  message,
  errorId,
  additionalInfo: { messageId, placeholders: {}, propertySet: {} },
  supportId: supportId(),
});

/** Shape 1 of facts 3: the error inside the result, as the live service answers. */
const rest = (status: number, error: RestError): Reply =>
  jsonReply(status, {
    'ia::result': { 'ia::error': errorOf(error) },
    'ia::meta': { totalCount: 1, totalSuccess: 0, totalError: 1 },
  });

/** Shape 2 with `details` as an object: the gateway. */
const gateway = (status: number, code: string, message: string, headers: Reply['headers'] = {}): Reply =>
  jsonReply(status, { 'ia::error': { code, message, details: { requestId: newHandle(16) } } }, headers);

/** Shape 2 with `details` as a list, as the documentation shows it. */
const documented = (status: number, code: string, message: string): Reply =>
  jsonReply(status, {
    'ia::error': { code, message, supportId: supportId(), details: [] },
    'ia::meta': { totalCount: 1, totalSuccess: 0, totalError: 1 },
  });

const tokenRefusals: Record<Unpublished['refusal'], () => Reply> = {
  // Shape 3, as a customer's log shows it; the status was not in the log.
  'REST-2102': () =>
    jsonReply(401, {
      error: errorOf({
        code: 'tokenInvalid',
        message: 'Token is not valid',
        errorId: 'REST-2102',
        messageId: 'IA.TOKEN_IS_INVALID',
      }),
    }),
  'REST-1206': () =>
    rest(400, {
      code: 'invalidRequest',
      message: 'The token is not valid',
      errorId: 'REST-1206',
      messageId: 'IA.THE_TOKEN_IS_NOT_VALID',
    }),
  'GW-0040': () => gateway(401, 'GW-0040', 'Expired token'),
};

/** The answers of facts 5. Where only code or words are public, status and shape are the sandbox's choice and named so. */
export const refusals = {
  tokenNotValid: (spelling: Unpublished['refusal']): Reply => tokenRefusals[spelling](),
  malformedToken: (): Reply => gateway(401, 'GW-0031', 'Invalid Token'),
  authorizationHeader: (): Reply => gateway(401, 'GW-0034', 'Invalid Authorization Header'),
  endpoint: (): Reply => gateway(404, 'GW-0033', 'Invalid Endpoint'),
  contentType: (): Reply => gateway(415, 'GW-0014', 'Invalid Content-Type'),
  tokenPayload: (): Reply => gateway(400, 'GW-0032', 'Invalid Token Payload'),
  userName: (): Reply => gateway(400, 'GW-0012', 'Missing Tenant Data'),
  clientIdMissing: (): Reply => gateway(400, 'GW-0039', 'Invalid Client Id'),
  /** An inactive or unknown sender id, client id or company. */
  invalidRequest: (): Reply => gateway(400, 'GW-0011', 'Invalid Request'),
  limited: (retryAfterSec: number): Reply =>
    gateway(429, 'GW-0010', 'API rate limit exceeded', {
      'x-ia-throttle-limit': '8',
      'x-ia-throttle-limit-remaining': '0',
      'x-ia-throttle-limit-retryafter': String(retryAfterSec),
    }),
  outage: (): Reply => gateway(500, 'GW-0001', 'Unable to process request'),
  client: (): Reply =>
    rest(400, {
      code: 'invalidRequest',
      message: 'The Client ID, Client Secret, and/or 3rd Party Application are incorrect',
      errorId: 'REST-1216',
      messageId: 'IA.CLIENT_INCORRECT',
    }),
  invalidGrant: (): Reply => jsonReply(400, { error: 'invalid_grant' }),
  /** The code is public, the words are not (facts: 4, "Denied, REST"). */
  denied: (): Reply =>
    rest(403, {
      code: 'forbidden',
      message: 'The user is not allowed to perform this operation',
      errorId: 'REST-3007',
      messageId: 'IA.NOT_ALLOWED',
    }),
  /** The words are public, seen with HTTP 200 in XML; for REST the status is the sandbox's choice. */
  notSubscribed: (application: string): Reply =>
    documented(422, 'operationFailed', `${application} module is not subscribed`),
  demoExpired: (): Reply => documented(403, 'PL04000055', 'This company is a demo company and has expired.'),
  addressRefused: (): Reply => documented(403, 'forbidden', 'IP Address Denied'),
  unknownObject: (object: string): Reply =>
    rest(400, {
      code: 'invalidRequest',
      message: `${object} is not supported in version 1`,
      errorId: 'REST-1033',
      messageId: 'IA.NOT_SUPPORTED',
    }),
  unknownField: (field: string, object: string): Reply =>
    rest(400, {
      code: 'invalidRequest',
      message: `The ${field} field in ${object} object cannot be used in query in version 1`,
      errorId: 'REST-1106',
      messageId: 'IA.THE_FIELD_IN_OBJECT_CANNOT_BE_USED_IN_QUERY',
    }),
  payload: (): Reply =>
    rest(400, {
      code: 'invalidRequest',
      message: 'A POST request requires a payload',
      errorId: 'REST-1028',
      messageId: 'IA.REQUEST_REQUIRES_A_PAYLOAD',
    }),
  version: (): Reply => documented(400, 'invalidRequest', 'Version is not supported.'),
  /** No sample of a refused authorize request is public: words, status and shape are the sandbox's (facts: 5). */
  redirectUri: (): Reply => documented(400, 'invalidRequest', 'The redirect_uri is not registered for this client id.'),
};
