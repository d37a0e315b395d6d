import { randomBytes, randomUUID } from 'node:crypto';

export const newGuid = (): string => randomUUID();

/** An opaque value as authorisation servers hand them out. */
export const newHandle = (bytes = 32): string => randomBytes(bytes).toString('base64url');
