import type { Answer } from '../model/evidence';
import { parseJson } from '../model/json';
import type { HttpRequest } from '../model/ports';

/** Members of token and revocation requests that are secret (RFC 6749 §4.1.3 and §6, RFC 7009 §2.1, RFC 7636 §4.5). */
const secretFields = ['client_secret', 'code', 'code_verifier', 'refresh_token', 'token'];

/** What is shorter than this could be a part of any word. */
const minLength = 4;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Credentials in an `Authorization` header: the token, or the secret half of Basic (RFC 6749 §2.3.1: form-encoded). */
function credentialsIn(header: string): string[] {
  const [, scheme = '', value = ''] = /^(\w+) (.+)$/.exec(header) ?? [];
  if (scheme.toLowerCase() !== 'basic') return [value];
  const secret = atob(value).split(':').slice(1).join(':');
  return [value, secret, decoded(secret)];
}

/** The secrets in a request of ours: the client secret, tokens, the code and its verifier. */
export function secretsIn({ headers, body = '' }: Pick<HttpRequest, 'headers' | 'body'>): string[] {
  const form = new URLSearchParams(body);
  const json = parseJson(body);
  const members = secretFields.flatMap((name) => {
    const inJson = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
    return [form.get(name), inJson].filter((value) => typeof value === 'string');
  });
  const found = [...members, ...credentialsIn(headers.authorization ?? '')];
  return [...new Set(found)].filter((value) => value.length >= minLength);
}

/** A secret as servers write it back: as it is, in an address, in JSON, in HTML. */
function spellings(secret: string): string[] {
  const inHtml = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), inHtml];
}

/**
 * An answer without the secrets that its own request carried (SEC-43): servers repeat in their descriptions what they were
 * sent, and a secret of an odd shape ("Hunter2!") passes for a word wherever secrets are known by their shape alone.
 */
export function withoutEchoes(answer: Answer, secrets: readonly string[]): Answer {
  const all = [...new Set(secrets.flatMap(spellings))].sort((one, other) => other.length - one.length);
  const clean = (text: string): string => all.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, clean(value)]));
  return { ...answer, headers, body: clean(answer.body) };
}
