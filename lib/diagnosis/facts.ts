import type { DiagnosisFacts } from '../model/diagnosis';
import type { Rule, RuleCase, Signals } from '../model/rule';
import { requestIdHeaders } from '../providers/answer-headers';
import { readRetryAfterMs } from '../providers/retry-after';
import { fold } from './fold';
import { cutAtWord, redact } from './redact';

const maxCode = 80;

function requestId(headers: Readonly<Record<string, string>>, fromBody: string | undefined): string | undefined {
  const fromHeaders = requestIdHeaders.map((name) => headers[name]).find((text) => text !== undefined && text !== '');
  const value = fromHeaders ?? fromBody;
  return value !== undefined && /^[\w.:%~-]{1,100}$/.test(value) ? value : undefined;
}

/** The code people search for: the provider's own before the protocol's. */
function shownCode({ codes, oauthError, challengeError }: Signals): string | undefined {
  const code = codes.find((candidate) => /^[a-z0-9][\w.:-]{0,79}$/.test(candidate) && redact(candidate) === candidate);
  return (code ?? oauthError ?? challengeError)?.slice(0, maxCode);
}

function cap(text: string | undefined): string | undefined {
  const shown = text === undefined ? undefined : cutAtWord(redact(text), maxCode);
  return shown === '' ? undefined : shown;
}

/** The first message that says more than the code. */
function firstDescription(messages: readonly string[], code = ''): string | undefined {
  for (const message of messages) {
    const text = redact(message);
    if (text !== '' && fold(text) !== fold(code)) return text;
  }
  return undefined;
}

/**
 * What may be shown under "Technical details": an allow-list. Code and description come from known members alone, are
 * capped, cleaned of control and bidi characters, and token-looking strings are taken out (SEC-07, SEC-43).
 *
 * @param rule  the rule that decided; it may add what it read itself, such as the missing scope
 */
export function readFacts(ruleCase: RuleCase, rule: Rule | undefined): DiagnosisFacts {
  const { evidence, signals } = ruleCase;
  const headers = evidence.answer?.headers ?? {};
  const code = shownCode(signals);
  const offset = evidence.device.clockOffset;
  return {
    code,
    description: firstDescription(signals.messages, code),
    status: signals.statuses[0],
    requestId: requestId(headers, signals.requestId),
    retryAfterMs: readRetryAfterMs(headers),
    plan: cap(evidence.grant.subscription?.plan),
    subscriptionStatus: cap(evidence.grant.subscription?.status),
    area: cap(evidence.request.area),
    clockOffsetMs: offset !== undefined && Number.isFinite(offset) ? offset : undefined,
    ...rule?.facts?.(ruleCase),
  };
}
