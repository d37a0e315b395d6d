import * as z from 'zod/mini';
import { Environment } from './evidence';

/** App credentials as a browser policy sets them (`public/managed-schema.json` describes the same to administrators). */
export const ManagedApp = z.lazy(() =>
  z.object({
    provider: z.string().check(z.minLength(1), z.maxLength(100)),
    environment: z._default(Environment, 'production'),
    clientId: z.string().check(z.maxLength(300), z.regex(/^[\x21-\x7e]+$/)),
    clientSecret: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
    domain: z.optional(z.string().check(z.minLength(1), z.maxLength(253))),
    /** Token address the key is for, where the provider is described by people and so could move (SEC-46). */
    tokenAddress: z.optional(z.url({ protocol: /^https$/ })),
  }),
);
export type ManagedApp = z.infer<typeof ManagedApp>;

/** A policy as far as it can be read. */
export interface ManagedPolicy {
  apps: readonly ManagedApp[];
  /** Providers with an entry that says no more than that it is theirs. */
  unreadableOf: readonly string[];
  /** Something in it does not even say whose it is: then nothing is proven to be missing. */
  hasUnknown: boolean;
}

function hasProvider(entry: unknown): entry is { provider: string } {
  return typeof entry === 'object' && entry !== null && 'provider' in entry && typeof entry.provider === 'string';
}

/** Reads a policy: one entry that cannot be read never stops the others (SEC-39), and is not taken for none (SEC-48). */
export function readManagedPolicy(policy: unknown): ManagedPolicy {
  const isObject = typeof policy === 'object' && policy !== null;
  const entries: unknown = isObject && 'apps' in policy ? policy.apps : [];
  if (!isObject || !Array.isArray(entries)) return { apps: [], unreadableOf: [], hasUnknown: true };
  const apps: ManagedApp[] = [];
  const unreadableOf: string[] = [];
  let hasUnknown = false;
  for (const entry of entries) {
    const parsed = ManagedApp.safeParse(entry);
    if (parsed.success) apps.push(parsed.data);
    else if (hasProvider(entry)) unreadableOf.push(entry.provider);
    else hasUnknown = true;
  }
  return { apps, unreadableOf, hasUnknown };
}
