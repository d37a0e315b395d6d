import type { Evidence } from '../model/evidence';
import type { RuleCase } from '../model/rule';

/** Days in ms. */
export const dayMs = 86_400_000;

/** A device this far from the server's clock fails checks that a right one passes (ms); OAuth libraries allow 5 minutes. */
const clockToleranceMs = 300_000;

/** Whether a duration is known and longer than a limit, both in ms. */
export function isLonger(durationMs: number | undefined, limitMs: number): boolean {
  return durationMs !== undefined && Number.isFinite(durationMs) && durationMs > limitMs;
}

/** Whether a duration is known and within a limit, both in ms. */
export function isWithin(durationMs: number | undefined, limitMs: number): boolean {
  return durationMs !== undefined && durationMs >= 0 && durationMs <= limitMs;
}

/** Whether the device's clock is known to be wrong by more than OAuth libraries forgive. */
export function isClockOff({ evidence }: RuleCase): boolean {
  const offset = evidence.device.clockOffset;
  return offset !== undefined && Number.isFinite(offset) && Math.abs(offset) > clockToleranceMs;
}

/** Whether the connection is known to have worked before. */
export function everWorked({ evidence: { history } }: RuleCase): boolean {
  return history.everWorked === true || history.lastSuccessAgo !== undefined;
}

/** Whether some other area of this company is known to answer: then sign-in, grant and company are good. */
export function otherAreasWork({ evidence }: RuleCase): boolean {
  return (evidence.siblings.otherAreasOk ?? []).length > 0;
}

/** `production` or `sandbox` of what we called, from the request or its host name. */
function requestEnvironment({ request }: Evidence): string | undefined {
  if (request.environment !== undefined) return request.environment.toLowerCase();
  const host = request.host?.toLowerCase() ?? '';
  return host.includes('sandbox') || host === 'test.salesforce.com' ? 'sandbox' : undefined;
}

/** Whether keys or host of one environment were used with a token or company of the other. */
export function isOtherEnvironment({ evidence }: RuleCase): boolean {
  const asked = requestEnvironment(evidence);
  const granted = evidence.grant.environment?.toLowerCase();
  return asked !== undefined && granted !== undefined && asked !== granted;
}

/** What we asked for, in words that can be searched: path and area, lower case, letters and digits only. */
export function askedFor({ evidence }: RuleCase): string {
  return `${evidence.request.path ?? ''} ${evidence.request.area ?? ''}`.toLowerCase().replace(/[^a-z0-9/ ]/g, '');
}

/** Words of providers for a subscription that no longer gives access. */
const lapsedWords = [
  'expired',
  'lapsed',
  'suspend',
  'cancel',
  'inactive',
  'restricted',
  'ended',
  'unpaid',
  'past_due',
  'pastdue',
  'past due',
  'closed',
  'terminated',
  'disabled',
  'delinquent',
  'overdue',
];

/** Whether the company's subscription is known to have ended or to be held back. */
export function isSubscriptionLapsed({ evidence }: RuleCase): boolean {
  const status = evidence.grant.subscription?.status?.toLowerCase();
  return status !== undefined && lapsedWords.some((word) => status.includes(word));
}

/** Whether the granted scopes are known and none of those that would do is among them. */
export function lacksScope(ruleCase: RuleCase, needed: readonly string[] | undefined): boolean {
  const granted = ruleCase.evidence.grant.scopes;
  return needed !== undefined && granted !== undefined && !needed.some((scope) => granted.includes(scope));
}

/** Whether the granted scopes are known and one of those that would do is among them. */
export function holdsScope(ruleCase: RuleCase, needed: readonly string[] | undefined): boolean {
  const granted = ruleCase.evidence.grant.scopes;
  return needed !== undefined && granted !== undefined && needed.some((scope) => granted.includes(scope));
}
