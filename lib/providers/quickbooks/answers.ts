import * as z from 'zod/mini';
import type { CompanyFacts } from '../../model/connection';
import { parseJson } from '../../model/json';

/** Where faults of single parts of an answer stand (facts 2, "Fault shapes"). */
const partLists = ['BatchItemResponse', 'AttachableResponse'];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holdsFault(value: Record<string, unknown>): boolean {
  return [value.Fault, value.fault].some((fault) => fault !== undefined && fault !== null);
}

/**
 * Whether the body of an answer with a good status is a good one. QuickBooks refuses inside HTTP 200 as well: in both
 * spellings of JSON, in a part of the answer, in GraphQL's way, or in XML although JSON was asked for (facts 0.6).
 */
export function isGoodBody(body: string): boolean {
  const parsed = parseJson(body);
  if (!isRecord(parsed) || holdsFault(parsed)) return false;
  if (Array.isArray(parsed.errors) && parsed.errors.length > 0) return false;
  const parts: unknown[] = partLists.flatMap((name) => parsed[name] ?? []);
  return !parts.some((part) => isRecord(part) && holdsFault(part));
}

const CompanyAnswer = z.lazy(() =>
  z.object({
    CompanyInfo: z.object({
      CompanyName: z.string(),
      NameValue: z.optional(z.array(z.object({ Name: z.string(), Value: z.optional(z.string()) }))),
    }),
  }),
);

/** States in which a company can be read and not written to, until Intuit deletes it (facts 2, `SubscriptionStatus`). */
const endedStates = /^(?:expired|restricted|suspended|cancel)/i;

/** What a CompanyInfo answer tells: name, plan and state of the subscription; undefined for refusals and other bodies. */
export function readCompanyInfo(body: string): { companyName: string; company: CompanyFacts } | undefined {
  const parsed = isGoodBody(body) ? CompanyAnswer.safeParse(parseJson(body)) : undefined;
  if (!parsed?.success) return undefined;
  const { CompanyName, NameValue = [] } = parsed.data.CompanyInfo;
  const namedValue = (name: string): string | undefined =>
    NameValue.find(({ Name }) => Name === name)?.Value || undefined;
  const subscriptionStatus = namedValue('SubscriptionStatus');
  const hasEnded = endedStates.test(subscriptionStatus ?? '');
  return {
    companyName: CompanyName,
    company: {
      plan: namedValue('OfferingSku'),
      subscriptionStatus,
      notice: hasEnded ? 'subscription_ended' : undefined,
    },
  };
}

const PersonAnswer = z.lazy(() =>
  z.object({
    givenName: z.optional(z.string()),
    familyName: z.optional(z.string()),
    given_name: z.optional(z.string()),
    family_name: z.optional(z.string()),
    email: z.optional(z.string()),
  }),
);

/** Name and address of who signed in, in Intuit's spelling or that of OpenID Connect §5.1: two people may have one name. */
export function readPersonName(body: string): string | undefined {
  const parsed = PersonAnswer.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const { givenName, familyName, given_name, family_name, email } = parsed.data;
  const name = [givenName ?? given_name, familyName ?? family_name].filter(Boolean).join(' ');
  return name && email ? `${name} (${email})` : name || email || undefined;
}
