import type { CatalogueCase } from './case.ts';

const provider = 'intacct';

function rest(code: string, errorId: string, message: string): string {
  return JSON.stringify({
    'ia::result': {
      'ia::error': {
        code,
        message,
        errorId,
        additionalInfo: { messageId: 'IA.X', placeholders: {} },
        supportId: 'K8u%7Eabc',
      },
    },
    'ia::meta': { totalCount: 1, totalError: 1 },
  });
}

function xml(level: 'control' | 'authentication', errorno: string, text: string): string {
  const error = `<errormessage><error><errorno>${errorno}</errorno><description></description><description2>${text}</description2><correction></correction></error></errormessage>`;
  return level === 'control'
    ? `<?xml version="1.0" encoding="UTF-8"?><response><control><status>failure</status><senderid>s</senderid></control>${error}</response>`
    : `<?xml version="1.0" encoding="UTF-8"?><response><control><status>success</status></control><operation><authentication><status>failure</status><userid>u</userid><companyid>c</companyid></authentication>${error}</operation></response>`;
}

function result(errorno: string, text: string): string {
  return `<response><control><status>success</status></control><operation><authentication><status>success</status><userid>u</userid></authentication><result><status>failure</status><function>readByQuery</function><errormessage><error><errorno>${errorno}</errorno><description></description><description2>${text}</description2></error></errormessage></result></operation></response>`;
}

/** Source: facts/sage-intacct.md, section 5 (error catalogue), 3 (shapes), 4 (denials). */
export const intacctCases: Readonly<Record<string, CatalogueCase>> = {
  'REST-2102': {
    provider,
    phase: 'api',
    status: 401,
    body: rest('invalidRequest', 'REST-2102', 'Token is not valid'),
    accept: ['access_token_expired', 'grant_revoked'],
  },
  'a dead sign-in whose person the list of users leaves out': {
    provider,
    phase: 'refresh',
    status: 400,
    body: JSON.stringify({ error: 'invalid_grant' }),
    page: { signs: ['person_missing'] },
    accept: ['user_inactive'],
    reconnectIsWrong: true,
  },
  'REST-2102 logged': {
    provider,
    phase: 'api',
    status: null,
    body: '{"error":{"code":"tokenInvalid","message":"Token is not valid","errorId":"REST-2102","additionalInfo":{"messageId":"IA.TOKEN_IS_INVALID"}}}',
    accept: ['access_token_expired', 'grant_revoked'],
  },
  'REST-2102 on refresh': {
    provider,
    phase: 'refresh',
    status: 400,
    body: '{"error":{"code":"tokenInvalid","message":"Token is not valid","errorId":"REST-2102"}}',
    accept: ['grant_revoked', 'grant_invalid', 'refresh_token_expired'],
  },
  'REST-1206': {
    provider,
    phase: 'api',
    status: 400,
    body: rest('invalidRequest', 'REST-1206', 'The token is not valid'),
    accept: ['access_token_expired', 'grant_revoked'],
  },
  invalid_grant: {
    provider,
    phase: 'refresh',
    status: 400,
    body: '{"error":"invalid_grant"}',
    accept: ['grant_invalid', 'grant_revoked', 'refresh_token_expired'],
  },
  'invalid_client on refresh': {
    provider,
    phase: 'refresh',
    status: 401,
    body: '{"error":"invalid_client"}',
    accept: ['grant_invalid', 'client_credentials_invalid'],
  },
  'invalid_client on exchange': {
    provider,
    phase: 'token',
    status: 401,
    body: '{"error":"invalid_client"}',
    accept: ['client_credentials_invalid'],
  },
  'REST-1216': {
    provider,
    phase: 'token',
    status: 400,
    body: rest(
      'invalidRequest',
      'REST-1216',
      'The Client ID, Client Secret, and/or 3rd Party Application are incorrect',
    ),
    accept: ['client_credentials_invalid', 'app_not_authorized'],
    reconnectIsWrong: true,
  },
  'GW-0011': {
    provider,
    phase: 'token',
    status: 400,
    body: '{"ia::error":{"code":"GW-0011","message":"Invalid Request","details":{"requestId":"r1"}}}',
    accept: ['app_not_authorized', 'tenant_unavailable', 'client_credentials_invalid', 'request_invalid'],
  },
  'GW-0010': {
    provider,
    phase: 'api',
    status: 429,
    body: '{"ia::error":{"code":"GW-0010","message":"API rate limit exceeded"}}',
    accept: ['rate_limited'],
  },
  'GW-0010 in XML': {
    provider,
    phase: 'api',
    status: 200,
    body: xml('control', 'GW-0010', 'API rate limit exceeded'),
    accept: ['rate_limited'],
  },
  'GW-0012': {
    provider,
    phase: 'token',
    status: 400,
    body: 'Missing Tenant Data (GW-0012)',
    accept: ['request_invalid'],
  },
  'GW-0014': {
    provider,
    phase: 'api',
    status: 415,
    body: '{"ia::error":{"code":"GW-0014","message":"Invalid Content-Type"}}',
    accept: ['request_invalid'],
  },
  'GW-0033': { provider, phase: 'api', status: 404, body: 'Invalid Endpoint (GW-0033)', accept: ['request_invalid'] },
  'GW-0039': { provider, phase: 'token', body: 'Client id missing or repeated (GW-0039)', accept: ['request_invalid'] },
  'GW-0042': {
    provider,
    phase: 'api',
    status: 403,
    body: '{"ia::error":{"code":"GW-0042","message":"Forbidden"}}',
    accept: ['unknown', 'access_policy_blocked'],
  },
  'GW-0001': {
    provider,
    phase: 'api',
    status: 500,
    body: '{"ia::error":{"code":"GW-0001","message":"Unable to process request"}}',
    accept: ['provider_outage'],
  },
  'REST-1028': {
    provider,
    phase: 'api',
    status: 400,
    body: rest('invalidRequest', 'REST-1028', 'The requested resource is not available in this version'),
    accept: ['request_invalid', 'not_an_auth_problem'],
  },
  'REST-1034': {
    provider,
    phase: 'api',
    status: 400,
    body: rest('invalidRequest', 'REST-1034', 'A parameter in the URL is not recognised'),
    accept: ['not_an_auth_problem', 'request_invalid'],
  },
  'REST-3007 with 403': {
    provider,
    phase: 'api',
    status: 403,
    body: rest('forbidden', 'REST-3007', 'You do not have permission to perform this operation'),
    accept: ['user_permission_insufficient'],
    reconnectIsWrong: true,
  },
  'REST-3007 with 422': {
    provider,
    phase: 'api',
    status: 422,
    body: rest('operationFailed', 'REST-3007', 'The operation failed'),
    accept: ['user_permission_insufficient'],
    reconnectIsWrong: true,
  },
  'REST-1033': {
    provider,
    phase: 'api',
    status: 400,
    body: rest('invalidRequest', 'REST-1033', 'general-ledger/account-balance is not supported in version 1'),
    accept: ['request_invalid', 'not_an_auth_problem'],
  },
  'GW-0011 at the sign-in': {
    provider,
    phase: 'authorize',
    status: 400,
    body: '{"ia::error":{"code":"GW-0011","message":"Invalid Request","details":{"requestId":"r1"}}}',
    accept: ['client_credentials_invalid'],
    reconnectIsWrong: true,
  },
  'GW-0011 after a refresh that worked': {
    provider,
    phase: 'api',
    status: 400,
    body: '{"ia::error":{"code":"GW-0011","message":"Invalid Request","details":{"requestId":"r1"}}}',
    history: { refreshedJustNow: true, everWorked: true },
    accept: ['app_not_authorized'],
    reconnectIsWrong: true,
  },
  'GW-0011 on refresh while other companies work': {
    provider,
    phase: 'refresh',
    status: 400,
    body: '{"ia::error":{"code":"GW-0011","message":"Invalid Request","details":{"requestId":"r1"}}}',
    history: { everWorked: true },
    siblings: { sameProviderHealthy: 2, sameProviderFailing: 0 },
    accept: ['tenant_unavailable'],
  },
  'address filter': {
    provider,
    phase: 'api',
    status: 200,
    body: 'Error With Intacct Request: IP Address Denied',
    accept: ['access_policy_blocked'],
    reconnectIsWrong: true,
  },
  'REST-7001 wrapper': {
    provider,
    phase: 'api',
    status: 422,
    body: rest('operationFailed', 'REST-7001', 'Payload contains errors'),
    accept: ['not_an_auth_problem'],
  },
  'AR-0279 override': {
    provider,
    phase: 'api',
    status: 422,
    body: '{"ia::result":{"ia::error":{"code":"operationFailed","message":"Currently, we cannot create the transaction","errorId":"AR-0279","details":[{"message":"User does not have permission for GL account override"}]}}}',
    accept: ['user_permission_insufficient'],
    reconnectIsWrong: true,
  },
  'AR-0279 other': {
    provider,
    phase: 'api',
    status: 422,
    body: '{"ia::result":{"ia::error":{"code":"operationFailed","message":"Currently, we cannot create the transaction","errorId":"AR-0279","details":[{"message":"The due date is before the date"}]}}}',
    accept: ['not_an_auth_problem'],
  },
  '403 REST': {
    provider,
    phase: 'api',
    status: 403,
    body: rest('forbidden', 'REST-1201', 'Not allowed'),
    accept: ['user_permission_insufficient'],
    reconnectIsWrong: true,
  },
  'transport policy': {
    provider,
    phase: 'api',
    status: 200,
    body: xml('control', 'XL03000006', 'x is not a valid transport policy.'),
    accept: ['request_invalid'],
  },
  'sign-in information': {
    provider,
    phase: 'api',
    status: 200,
    body: xml('authentication', 'XL03000006', 'Sign-in information is incorrect'),
    accept: ['grant_invalid'],
  },
  session: {
    provider,
    phase: 'api',
    status: 200,
    body: xml('authentication', 'XL03000006', 'Invalid session id abcdef'),
    accept: ['access_token_expired'],
  },
  JPP0002: {
    provider,
    phase: 'api',
    status: 401,
    body: '<response><control><status>success</status></control><operation><authentication><status>failure</status></authentication><errormessage><error><errorno>XMLGW_JPP0002</errorno><description2>Sign-in information is incorrect. Please check your request.</description2></error></errormessage></operation></response>',
    accept: ['grant_invalid'],
  },
  'read denied': {
    provider,
    phase: 'api',
    status: 200,
    body: result(
      'PL04000005',
      'You do not have permission for API operation READ_BY_QUERY on objects of type arinvoice',
    ),
    accept: ['user_permission_insufficient'],
    reconnectIsWrong: true,
  },
  'demo expired': {
    provider,
    phase: 'api',
    status: 200,
    body: xml('authentication', 'PL04000055', 'This company is a demo company and has expired.'),
    accept: ['plan_restricted'],
    reconnectIsWrong: true,
  },
  'rolled back beside a cause': {
    provider,
    phase: 'api',
    status: 200,
    body: result(
      'XL03000009',
      'The entire transaction in this operation has been rolled back due to an error.',
    ).replace(
      '</errormessage>',
      '<error><errorno>BL34000061</errorno><description2>Another record with the value already exists</description2></error></errormessage>',
    ),
    accept: ['not_an_auth_problem'],
  },
  unspecific: {
    provider,
    phase: 'api',
    status: 200,
    body: xml('authentication', 'DL02000001', 'There was an error processing the request.'),
    accept: ['unknown', 'grant_invalid', 'provider_outage', 'not_an_auth_problem'],
  },
  'bad date': {
    provider,
    phase: 'api',
    body: "PL03000006 The transaction date 'Array' is invalid.",
    accept: ['not_an_auth_problem', 'request_invalid'],
  },
  'create failed': {
    provider,
    phase: 'api',
    status: 200,
    body: result('BL01001973', 'Could not create the record'),
    accept: ['not_an_auth_problem'],
  },
  'off-line': {
    provider,
    phase: 'api',
    status: 200,
    body: '<html><body><h1>The Service is Temporarily Off-line</h1></body></html>',
    accept: ['provider_outage'],
  },
  'PHP kit': {
    provider,
    phase: 'api',
    body: "Intacct\\Exception\\ResponseException: Response authentication status failure - XL03000006 Invalid Web Services Authorization The sender ID 'x' is not authorized to make Web Services requests to company ID 'y'.",
    accept: ['app_not_authorized'],
    reconnectIsWrong: true,
  },
  'cloudflare 522': {
    provider,
    phase: 'api',
    status: 522,
    body: '<!DOCTYPE html><html><head><title>api.intacct.com | 522: Connection timed out</title></head><body><div id="cf-error-details">Connection timed out</div></body></html>',
    accept: ['provider_outage'],
  },
  'second step': {
    provider,
    phase: 'api',
    body: 'Sign-in failed: two-step verification is required for this user',
    accept: ['access_policy_blocked', 'grant_invalid'],
  },
  'locked out': {
    provider,
    phase: 'api',
    status: 200,
    body: xml('authentication', 'XL03000006', 'Your account has been locked out'),
    accept: ['user_inactive', 'grant_invalid'],
  },
};
