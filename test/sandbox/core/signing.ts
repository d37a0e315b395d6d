import {
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

/** Signs and checks the JWTs of a played provider. */
export interface Signer {
  sign(claims: Record<string, unknown>, type: 'JWT' | 'at+jwt'): Promise<string>;
  /** Claims of a token with a good signature; `malformed` when it is no JWT, `forged` when somebody else signed it. */
  read(token: string): Promise<Record<string, unknown> | 'malformed' | 'forged'>;
  publicJwk(): Promise<JsonWebKey & { kid: string; use: string; alg: string }>;
}

const keyId = 'SANDBOX0000000000000000000000000000000001RS256';

// One RSA key for all sandboxes of a process: making it takes longer than everything else at the start.
let sharedKeys: Promise<{ privateKey: KeyObject }> | undefined;

export function createSigner(): Signer {
  sharedKeys ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const keys = sharedKeys;
  return {
    async sign(claims, type) {
      const { privateKey } = await keys;
      const head = encode({ alg: 'RS256', kid: keyId, typ: type });
      const unsigned = `${head}.${encode(claims)}`;
      return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`;
    },
    async read(token) {
      const { privateKey } = await keys;
      const [head, body, signature, ...more] = token.split('.');
      if (!head || !body || !signature || more.length > 0) return 'malformed';
      const isGenuine = createVerify('RSA-SHA256')
        .update(`${head}.${body}`)
        .verify(createPublicKey(privateKey), signature, 'base64url');
      const claims = decode(body);
      if (claims === undefined) return 'malformed';
      return isGenuine ? claims : 'forged';
    },
    async publicJwk() {
      const { privateKey } = await keys;
      return { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' };
    },
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
