import * as z from 'zod/mini';
import { Environment } from './evidence';

/** The client id (and secret, where the provider wants one) a firm registered; stored as ciphertext in the vault. */
export const AppCredentials = z.lazy(() =>
  z.object({
    id: z.string(),
    providerId: z.string(),
    environment: Environment,
    clientId: z.string(),
    clientSecret: z.optional(z.string()),
    /** Host to sign in at, for providers with one per customer. */
    domain: z.optional(z.string()),
  }),
);
export type AppCredentials = z.infer<typeof AppCredentials>;

/** What may be shown of app credentials: the id's last characters, never the secret. */
export const AppSummary = z.lazy(() =>
  z.object({
    id: z.string(),
    providerId: z.string(),
    environment: Environment,
    clientIdEnd: z.string(),
    hasSecret: z.boolean(),
    domain: z.optional(z.string()),
    savedAtMs: z.number(),
    /** Set by the organisation that manages the browser: shown, never changed here. */
    isManaged: z.optional(z.boolean()),
    /** The one origin the key is used at (SEC-46). Version 0.1.0 did not note it. */
    tokenOrigin: z.optional(z.string()),
  }),
);
export type AppSummary = z.infer<typeof AppSummary>;

/** One set of app credentials per provider and environment. */
export function appIdFor(providerId: string, environment: Environment): string {
  return `${providerId}:${environment}`;
}
