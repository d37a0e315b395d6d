import { blankEvidence, type Evidence, maxBodyLength, type Phase } from '../model/evidence';
import { fold } from './fold';
import { saysAny } from './match';

/** By which words a text shows where in the life of a connection it was written; looked for in this order. */
const phaseWords: readonly { phase: Phase; says: readonly (string | readonly string[])[] }[] = [
  {
    phase: 'authorize',
    says: [
      'oauth2/authorize',
      'connect/authorize',
      'RemoteAccess',
      'did not approve access',
      'authorization page could not',
      'redirect_uri',
      'connectionLimit',
      'connection limit',
      'connection problem',
    ],
  },
  { phase: 'revoke', says: ['oauth2/revoke', 'tokens/revoke', 'connect/revocation'] },
  {
    phase: 'token',
    says: ['authorization_code', 'authorization code', 'code exchange', 'code verifier', 'id token', 'not active yet'],
  },
  {
    phase: 'refresh',
    says: [
      'refresh_token',
      'refresh token',
      'refreshing',
      'invalid_grant',
      'oauth2/token',
      'connect/token',
      'tokens/bearer',
      'access/refresh token',
    ],
  },
];

/** RFC 6749 §4.1.2.1: a refusal comes back as `error=…` in the query of the redirect. */
const refusedRedirect = /(?:^|[?&#\s])error=[\w.-]{3,60}(?:[&\s]|$)/;

function phaseOf(text: string): Phase {
  if (refusedRedirect.test(text)) return 'callback';
  const folded = fold(text);
  return phaseWords.find(({ says }) => saysAny(folded, says))?.phase ?? 'api';
}

/**
 * Makes evidence of a text somebody pasted: an answer, a log line, the words of a screen, a support mail. The provider is
 * left to be recognised, the phase is told by the words, everything else stays unknown. Pure; never throws.
 */
export function readPasted(text: string): Evidence {
  const body = text.slice(0, maxBodyLength);
  return { ...blankEvidence(null, phaseOf(body.slice(0, 4_000))), answer: { status: null, headers: {}, body } };
}
