import * as z from 'zod/mini';
import { blankEvidence, type Evidence, maxBodyLength, Phase } from '../model/evidence';

const maxHeader = 4_000;
const maxList = 200;

const text = z.catch(z.optional(z.string()), undefined);
const number = z.catch(z.optional(z.number()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);
const list = z.catch(z.optional(z.array(z.string())), undefined);

const PageShape = z.object({ signs: z.catch(z.array(z.string()), []) });

const AnswerShape = z.object({
  status: z.catch(z.nullable(z.number()), null),
  headers: z.catch(z.record(z.string(), z.catch(z.string(), '')), {}),
  body: z.catch(z.string(), ''),
});

/** The shape of `Evidence`, with every member that is not what it should be left out instead of refused. */
const TolerantEvidence = z.object({
  provider: z.catch(z.nullable(z.string()), null),
  phase: z.catch(Phase, 'api'),
  answer: z.catch(z.nullable(AnswerShape), null),
  failure: z.catch(z.nullable(z.string()), null),
  request: z.catch(
    z.object({
      host: text,
      path: text,
      method: text,
      area: text,
      scopes: list,
      environment: text,
      redirectUri: text,
      appAccepted: flag,
    }),
    {},
  ),
  history: z.catch(
    z.object({
      connectedAgo: number,
      lastSuccessAgo: number,
      refreshTokenAge: number,
      refreshedJustNow: flag,
      answerLost: flag,
      concurrentRefresh: flag,
      reconnectedSinceFailure: flag,
      failuresInRow: number,
      everWorked: flag,
      codeUsedTwice: flag,
    }),
    {},
  ),
  grant: z.catch(
    z.object({
      scopes: list,
      environment: text,
      tenantStillListed: flag,
      subscription: z.catch(z.optional(z.object({ status: text, plan: text })), undefined),
    }),
    {},
  ),
  siblings: z.catch(
    z.object({
      sameProviderFailing: number,
      sameProviderHealthy: number,
      otherAreasOk: list,
      otherAreasDenied: list,
      sameUserFailing: number,
    }),
    {},
  ),
  device: z.catch(z.object({ online: flag, otherSitesReachable: flag, clockOffset: number }), {}),
  page: z.catch(z.optional(PageShape), undefined),
});

function lowerHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).slice(0, maxList);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value.slice(0, maxHeader)]));
}

/**
 * Takes evidence as it comes (a stored record, a pasted file) and gives one that can be trusted: what has the wrong type
 * counts as not known, header names are lower case, text is capped. Never throws.
 */
export function readEvidence(evidence: unknown): Evidence {
  const parsed = TolerantEvidence.safeParse(evidence);
  if (!parsed.success) return blankEvidence(null, 'api');
  const { answer, failure, provider } = parsed.data;
  return {
    ...parsed.data,
    provider: provider === null ? null : provider.trim().toLowerCase() || null,
    answer:
      answer === null
        ? null
        : { status: answer.status, headers: lowerHeaders(answer.headers), body: answer.body.slice(0, maxBodyLength) },
    failure: failure === null ? null : failure.slice(0, maxHeader),
  };
}
