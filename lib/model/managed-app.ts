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

/** The app credentials in a policy, as far as they can be read: one entry that cannot never stops the others (SEC-39). */
export function readManagedApps(policy: unknown): ManagedApp[] {
  if (typeof policy !== 'object' || policy === null || !('apps' in policy) || !Array.isArray(policy.apps)) return [];
  return policy.apps.flatMap((entry: unknown) => {
    const parsed = ManagedApp.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}
