import type { Rule } from '../model/rule';

/** What RFC 6750 says of bearer tokens that are refused, in the challenge or, as many servers do, in the body. */
export const bearerRules: readonly Rule[] = [
  {
    id: 'oauth-insufficient-scope',
    source: 'RFC 6750 §3.1: the request wants more than the token allows',
    cause: 'scope_missing',
    weight: 0.9,
    when: { challenge: ['insufficient_scope'] },
  },
  {
    id: 'oauth-insufficient-scope-body',
    source: 'RFC 6750 §3.1; the same word in the body',
    cause: 'scope_missing',
    weight: 0.82,
    when: {
      says: [
        'insufficient_scope',
        'insufficient scopes',
        'not have sufficient scope',
        'missing required scope',
        'missing scope',
        'scope is missing',
        'required scope',
        'lacks the scope',
        'lacks scope',
        'additional scope',
        ['insufficient', 'scopes'],
        'scope not granted',
        'not granted the scope',
        ['token', 'does not have', 'scope'],
        'token is missing permission',
        'token missing permission',
        'token lacks permission',
        'token does not have permission',
        'token does not have the required',
      ],
    },
  },
  {
    id: 'words-scope-wanted',
    source: 'RFC 6750 §3.1 in words: the scope that is wanted stands right behind “requires” or “approval for”',
    cause: 'scope_missing',
    weight: 0.7,
    when: { and: ({ signals }) => /(?:requires|approvalfor)[a-z0-9]{0,20}scope/.test(signals.folded) },
  },
  {
    id: 'oauth-invalid-token',
    source: 'RFC 6750 §3.1: the access token is expired, revoked, malformed or otherwise not good',
    cause: 'access_token_expired',
    weight: 0.55,
    when: { phases: ['api'], challenge: ['invalid_token'] },
    also: [
      { cause: 'grant_revoked', weight: 0.3 },
      { cause: 'token_malformed', weight: 0.25 },
    ],
    tests: ['refresh'],
  },
  {
    id: 'oauth-invalid-token-body',
    source: 'RFC 6750 §3.1; the same word in the body',
    cause: 'access_token_expired',
    weight: 0.54,
    when: { phases: ['api'], oauth: ['invalid_token', 'expired_token'] },
    also: [{ cause: 'grant_revoked', weight: 0.3 }],
    tests: ['refresh'],
  },
];
