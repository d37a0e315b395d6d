/*
 * Makes the process predictable: every task of fake-indexeddb is counted, and AES runs at once instead of in a thread
 * pool. So it is known exactly when nothing more can happen before virtual time passes, and the same seed gives the same
 * run. Imported before anything that opens a database.
 */
import { createCipheriv, createDecipheriv, KeyObject } from 'node:crypto';

const tagBytes = 16;
const soon = globalThis.setImmediate;
let pending = 0;

function counted(work: (...given: unknown[]) => void, ...given: unknown[]): NodeJS.Immediate {
  pending += 1;
  return soon(() => {
    pending -= 1;
    work(...given);
  });
}

/** Counts a real asynchronous operation as something that is still to come. */
async function countedCall<Value>(call: () => Promise<Value>): Promise<Value> {
  pending += 1;
  try {
    return await call();
  } finally {
    pending -= 1;
  }
}

interface Sealing {
  iv: Uint8Array;
  additionalData: Uint8Array;
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

function whole(...parts: Uint8Array[]): ArrayBuffer {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.byteLength;
  }
  return joined.buffer;
}

async function encrypt({ iv, additionalData }: Sealing, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer> {
  const cipher = createCipheriv('aes-256-gcm', KeyObject.from(key), iv);
  cipher.setAAD(additionalData);
  return whole(cipher.update(data), cipher.final(), cipher.getAuthTag());
}

async function decrypt({ iv, additionalData }: Sealing, key: CryptoKey, data: ArrayBuffer): Promise<ArrayBuffer> {
  const bytes = bytesOf(data);
  const cipher = createDecipheriv('aes-256-gcm', KeyObject.from(key), iv);
  cipher.setAAD(additionalData);
  cipher.setAuthTag(bytes.slice(-tagBytes));
  return whole(cipher.update(bytes.slice(0, -tagBytes)), cipher.final());
}

function install(): void {
  Object.defineProperty(globalThis, 'setImmediate', { value: counted, configurable: true, writable: true });
  const { subtle } = crypto;
  const real = { digest: subtle.digest.bind(subtle), generateKey: subtle.generateKey.bind(subtle) };
  const define = (name: string, value: unknown): void =>
    void Object.defineProperty(subtle, name, { value, configurable: true });
  define('encrypt', encrypt);
  define('decrypt', decrypt);
  define('digest', (...given: Parameters<typeof real.digest>) => countedCall(() => real.digest(...given)));
  define('generateKey', (...given: unknown[]) => countedCall(() => Reflect.apply(real.generateKey, subtle, given)));
}

install();

/** Waits until nothing is left to do at this virtual time. */
export async function untilQuiet(): Promise<void> {
  do {
    await new Promise<void>((resolve) => soon(resolve));
  } while (pending > 0);
}
