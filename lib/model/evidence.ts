import * as z from 'zod/mini';

/** Where in the life of a connection something was answered. */
export const phases = ['authorize', 'callback', 'token', 'refresh', 'revoke', 'api', 'page'] as const;
export const Phase = z.enum(phases);
export type Phase = z.infer<typeof Phase>;

export const Environment = z.enum(['production', 'sandbox']);
export type Environment = z.infer<typeof Environment>;

/** Longest body that is kept as evidence, in UTF-16 units; more is cut off at the edge (SEC-55). */
export const maxBodyLength = 65_536;

const optionalText = z.optional(z.string());
const optionalMs = z.optional(z.number());
const optionalFlag = z.optional(z.boolean());
const optionalCount = z.optional(z.number());

/** An HTTP answer. Header names are lower case; `status` is null where the source does not tell. */
export const Answer = z.lazy(() =>
  z.object({
    status: z.nullable(z.number()),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
);
export type Answer = z.infer<typeof Answer>;

/**
 * Everything known about one outcome, all of it serialisable. A field that is absent means *not known*, never *false*.
 * Durations and ages are in ms; `clockOffset` is device time minus server time in ms (positive: the device is ahead).
 */
export const Evidence = z.lazy(() =>
  z.object({
    provider: z.nullable(z.string()),
    phase: Phase,
    answer: z.nullable(Answer),
    failure: z.nullable(z.string()),
    request: z.object({
      host: optionalText,
      path: optionalText,
      method: optionalText,
      area: optionalText,
      scopes: z.optional(z.array(z.string())),
      environment: optionalText,
      redirectUri: optionalText,
      /** The token endpoint took (or refused) the app credentials when they were tried with a made-up code just now. */
      appAccepted: optionalFlag,
    }),
    history: z.object({
      connectedAgo: optionalMs,
      lastSuccessAgo: optionalMs,
      refreshTokenAge: optionalMs,
      refreshedJustNow: optionalFlag,
      answerLost: optionalFlag,
      concurrentRefresh: optionalFlag,
      reconnectedSinceFailure: optionalFlag,
      failuresInRow: optionalCount,
      everWorked: optionalFlag,
      codeUsedTwice: optionalFlag,
    }),
    grant: z.object({
      scopes: z.optional(z.array(z.string())),
      environment: optionalText,
      tenantStillListed: optionalFlag,
      subscription: z.optional(z.object({ status: optionalText, plan: optionalText })),
    }),
    siblings: z.object({
      sameProviderFailing: optionalCount,
      sameProviderHealthy: optionalCount,
      otherAreasOk: z.optional(z.array(z.string())),
      otherAreasDenied: z.optional(z.array(z.string())),
      sameUserFailing: optionalCount,
    }),
    device: z.object({
      online: optionalFlag,
      otherSitesReachable: optionalFlag,
      clockOffset: optionalMs,
    }),
    /** What the provider's own pages showed to this person of late, out of a closed list (`PageSign`). */
    page: z.optional(z.object({ signs: z.array(z.string()) })),
  }),
);
export type Evidence = z.infer<typeof Evidence>;

/** The `failure` of a refresh that was not sent, because the answers to the last ones were lost (SEC-33). */
export const tokenNotPresented = 'the refresh token is not presented again';

/** The `failure` of a refresh that could not be sent, because the provider never issued a refresh token. */
export const noRefreshToken = 'there is no refresh token';

/** Evidence in which nothing is known yet but the provider and the phase; add what you have. */
export function blankEvidence(provider: string | null, phase: Phase): Evidence {
  return {
    provider,
    phase,
    answer: null,
    failure: null,
    request: {},
    history: {},
    grant: {},
    siblings: {},
    device: {},
  };
}
