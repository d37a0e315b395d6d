import type { Diagnosis } from '../model/diagnosis';
import { type Text, text } from '../model/text';
import type { GuidanceSubject } from './shape';

/** The last moment a date can name (ECMA-262 §21.4.1.1); what is never due lies behind it. */
const lastDateMs = 8.64e15;

function utc(atMs: number | undefined): string | undefined {
  return atMs === undefined || !(Math.abs(atMs) <= lastDateMs)
    ? undefined
    : new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');
}

function seconds(durationMs: number | undefined): string | undefined {
  return durationMs === undefined ? undefined : `${Math.round(durationMs / 1000)} s`;
}

/** "Technical details": codes and facts for support, closed until somebody wants them (UX-70). Times in UTC. */
export function toDetails(diagnosis: Diagnosis, about: GuidanceSubject): { label: Text; value: string }[] {
  const { facts, rules, confidence, cause, alternatives } = diagnosis;
  const rows: [string, string | undefined][] = [
    ['guidance_detail_code', facts.code],
    ['guidance_detail_description', facts.description],
    ['guidance_detail_status', facts.status?.toString()],
    ['guidance_detail_request_id', facts.requestId],
    ['guidance_detail_area', facts.area ?? about.area],
    ['guidance_detail_missing_scope', facts.missingScope],
    ['guidance_detail_plan', facts.plan],
    ['guidance_detail_subscription', facts.subscriptionStatus],
    ['guidance_detail_retry_after', seconds(facts.retryAfterMs)],
    ['guidance_detail_clock', seconds(facts.clockOffsetMs)],
    ['guidance_detail_ends', utc(facts.grantEndsAtMs)],
    ['guidance_detail_next_try', utc(about.nextTryAtMs)],
    ['guidance_detail_cause', `${cause} ${Math.round(confidence * 100)} %`],
    ['guidance_detail_alternatives', alternatives.map((other) => other.cause).join(', ')],
    ['guidance_detail_rules', rules.join(', ')],
  ];
  return rows.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ label: text(key), value }]));
}
