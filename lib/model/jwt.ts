import { parseJson } from './json';

/**
 * Claims of a JWT (RFC 7519 §3), read without checking the signature: good for showing and for joining, never for trust.
 * Returns undefined when the text is not a JWT. Never throws.
 */
export function readJwtClaims(token: string): unknown {
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  const base64 = payload.replace(/-/g, '+').replace(/_/g, '/');
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return parseJson(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
