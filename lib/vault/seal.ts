import { parseJson } from '../model/json';

/** AES-256-GCM ciphertext with its 96-bit IV (SEC-40). */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const encoder = new TextEncoder();

/** A new key that can be used but never read out, not even by our own code. */
export function createVaultKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * Encrypts a JSON value under a fresh random IV.
 *
 * @param about bound to the ciphertext as additional data (for a grant: id and version), so that one record cannot stand in for another
 */
export async function seal(key: CryptoKey, about: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = encoder.encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(about) }, key, plain);
  return { iv, data };
}

/** Decrypts what `seal` made; undefined when the key, the additional data or the bytes are not the ones it was made with. */
export async function unseal(key: CryptoKey, about: string, sealed: Sealed): Promise<unknown> {
  try {
    const algorithm = { name: 'AES-GCM', iv: sealed.iv, additionalData: encoder.encode(about) };
    return parseJson(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, sealed.data)));
  } catch {
    return undefined;
  }
}

/** The same as text, for places that take only JSON. */
export interface SealedText {
  iv: string;
  data: string;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Writes ciphertext as Base64. */
export function sealedToText({ iv, data }: Sealed): SealedText {
  return { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/** Reads what `sealedToText` wrote; undefined when it is anything else. */
export function sealedFromText({ iv, data }: SealedText): Sealed | undefined {
  try {
    return { iv: fromBase64(iv), data: fromBase64(data).buffer };
  } catch {
    return undefined;
  }
}
