import type { Rule, RuleCase } from '../../model/rule';

const catalogue = 'facts/sage-intacct 5 (XML gateway)';
const levels = 'facts/sage-intacct 6: three failure levels, control, authentication, result';

/** Which level of an XML answer failed: the first block whose own status says so; undefined where the body is no such answer. */
function failedLevel({ evidence }: RuleCase): 'control' | 'authentication' | 'result' | undefined {
  const body = (evidence.answer?.body ?? '').slice(0, 20_000).toLowerCase();
  const blocks = ['control', 'authentication', 'result'] as const;
  return blocks.find((block) => {
    const start = body.indexOf(`<${block}>`);
    const end = body.indexOf('</status>', start);
    const head = start === -1 || end === -1 ? '' : body.slice(start, Math.min(end, start + 200));
    return head.includes('<status>failure') || head.includes('<status>aborted');
  });
}

/** The XML gateway; HTTP is mostly 200 even on failure. */
export const intacctXmlRules: readonly Rule[] = [
  {
    id: 'intacct-xml-sender',
    source: `${catalogue}: XL03000006 in control`,
    cause: 'client_credentials_invalid',
    weight: 0.96,
    when: { says: ['Partner ID or password', 'Incorrect Intacct XML Partner', 'sender ID or password'] },
  },
  {
    id: 'intacct-xml-transport-policy',
    source: `${catalogue}: XL03000006 in control`,
    cause: 'request_invalid',
    weight: 0.95,
    when: { says: ['transport policy'] },
  },
  {
    id: 'intacct-xml-sender-not-authorised',
    source: `${catalogue}: XL03000006 in authentication; an admin adds the sender id`,
    cause: 'app_not_authorized',
    weight: 0.96,
    when: {
      says: [
        'Invalid Web Services Authorization',
        'not authorized to make Web Services requests',
        'grant Web Services authorization',
        ['sender id', 'not authorized'],
      ],
    },
  },
  {
    id: 'intacct-xml-sign-in',
    source: `${catalogue}: XL03000006, XMLGW_JPP0002, UJPP0002`,
    cause: 'grant_invalid',
    weight: 0.88,
    when: {
      says: [
        'Sign-in information is incorrect',
        'XMLGW_JPP0002',
        'JPP0002',
        'login information is incorrect',
        'incorrect user or password',
      ],
    },
    also: [
      { cause: 'user_inactive', weight: 0.4 },
      { cause: 'access_policy_blocked', weight: 0.35 },
    ],
    reconnectHelps: 'maybe',
  },
  {
    id: 'intacct-xml-user-authentication',
    source: 'facts/sage-intacct 8.6, 8.8: wrong sign-in data, or a second step on a user that is not Web Services only',
    cause: 'grant_invalid',
    weight: 0.6,
    when: {
      says: [
        'user authentication failure',
        'authentication failure',
        'authentication error',
        're-enter credentials',
        'incorrect credentials',
        'incorrect id or password',
      ],
    },
    also: [
      { cause: 'access_policy_blocked', weight: 0.5 },
      { cause: 'user_inactive', weight: 0.4 },
    ],
    reconnectHelps: 'maybe',
  },
  {
    id: 'intacct-xml-session',
    source: `${catalogue}: a new session does`,
    cause: 'access_token_expired',
    weight: 0.9,
    when: {
      says: [
        'Invalid session',
        'session is invalid',
        'session is not valid',
        'session timeout',
        'session has timed out',
      ],
    },
  },
  {
    id: 'intacct-xml-control-wrong-company',
    source: `${catalogue}: invalidRequest, 400: a wrong company id`,
    cause: 'tenant_unavailable',
    weight: 0.64,
    when: {
      phases: ['api', 'token'],
      says: ['invalidRequest Invalid Request', ['control', 'Invalid Request']],
      status: [400],
    },
    also: [
      { cause: 'request_invalid', weight: 0.5 },
      { cause: 'app_not_authorized', weight: 0.45 },
      { cause: 'client_credentials_invalid', weight: 0.4 },
    ],
  },
  {
    id: 'intacct-xml-company',
    source: 'facts/sage-intacct 8.7: the company or entity id is wrong, gone, or that of a console',
    cause: 'tenant_unavailable',
    weight: 0.8,
    when: {
      says: [
        ['company', 'is not valid'],
        ['company id', 'incorrect'],
        ['company id', 'does not exist'],
        ['entity', 'is not valid'],
        ['location id', 'not valid'],
      ],
    },
  },
  {
    id: 'intacct-xml-permission',
    source: `${catalogue}: PL04000005`,
    cause: 'user_permission_insufficient',
    weight: 0.96,
    when: { says: ['do not have permission', 'does not have permission', 'PL04000005', 'not have permissions'] },
    tests: ['other_area'],
  },
  {
    id: 'intacct-xml-top-level',
    source: `${catalogue}: the user is held to one entity and the record belongs to the top level`,
    cause: 'user_permission_insufficient',
    weight: 0.92,
    when: { says: ['root level', 'entity/restricted user', 'top level', 'restricted user'] },
  },
  {
    id: 'intacct-xml-function',
    source: 'facts/sage-intacct 8.2: module permissions of the integration user',
    cause: 'user_permission_insufficient',
    weight: 0.82,
    when: { says: ['Not Authorized to Execute', 'not authorized to retrieve', 'is not authorized to'] },
    also: [{ cause: 'app_not_authorized', weight: 0.45 }],
  },
  {
    id: 'intacct-xml-demo-expired',
    source: `${catalogue}: PL04000055`,
    cause: 'plan_restricted',
    weight: 0.96,
    when: { says: ['demo company and has expired', 'PL04000055', ['demo company', 'expired']] },
  },
  {
    id: 'intacct-xml-web-services-off',
    source: 'facts/sage-intacct 2, company side: Web Services is a subscription of its own',
    cause: 'plan_restricted',
    weight: 0.8,
    when: {
      says: [
        ['Web Services', 'not enabled'],
        ['Web Services', 'subscription'],
        ['Web Services', 'is disabled'],
      ],
    },
    also: [{ cause: 'app_not_authorized', weight: 0.5 }],
  },
  {
    id: 'intacct-xml-parse',
    source: `${catalogue}: XL03000003`,
    cause: 'request_invalid',
    weight: 0.93,
    when: { says: ['XML Parse', 'XL03000003', 'schema error'] },
  },
  {
    id: 'intacct-xml-offline',
    source: `${catalogue}: text`,
    cause: 'provider_outage',
    weight: 0.94,
    when: { says: ['Temporarily Off-line', 'Temporarily Offline'] },
  },
  {
    id: 'intacct-xml-unspecific',
    source: `${catalogue}: DL02000001 says nothing more`,
    cause: 'unknown',
    weight: 0.5,
    when: { codes: ['dl02000001'] },
    also: [
      { cause: 'provider_outage', weight: 0.35 },
      { cause: 'not_an_auth_problem', weight: 0.35 },
    ],
  },
  {
    id: 'intacct-xml-data',
    source: `${catalogue}: BL…, PL05…: create failed, bad format, duplicate`,
    cause: 'not_an_auth_problem',
    weight: 0.86,
    when: { phases: ['api'], codes: ['bl*', 'pl05*', 'pl03*'] },
    also: [{ cause: 'request_invalid', weight: 0.4 }],
  },
  {
    id: 'intacct-xml-result-failed',
    source: levels,
    cause: 'not_an_auth_problem',
    weight: 0.66,
    when: { phases: ['api'], and: (it) => failedLevel(it) === 'result' },
    also: [
      { cause: 'request_invalid', weight: 0.5 },
      { cause: 'user_permission_insufficient', weight: 0.25 },
    ],
  },
  {
    id: 'intacct-xml-authentication-failed',
    source: levels,
    cause: 'grant_invalid',
    weight: 0.62,
    when: { and: (it) => failedLevel(it) === 'authentication' },
    also: [
      { cause: 'app_not_authorized', weight: 0.4 },
      { cause: 'user_inactive', weight: 0.35 },
    ],
    reconnectHelps: 'maybe',
  },
  {
    id: 'intacct-xml-control-failed',
    source: levels,
    cause: 'request_invalid',
    weight: 0.52,
    when: { and: (it) => failedLevel(it) === 'control' },
    also: [{ cause: 'client_credentials_invalid', weight: 0.5 }],
  },
];
