import * as oauth from 'oauth4webapi';
import { type Answer, blankEvidence, type Evidence, maxBodyLength, type Phase } from '../model/evidence';
import { parseJson } from '../model/json';
import type { Now, SendHttp } from '../model/ports';
import type { Provider, SignInTarget } from '../providers/provider';

/** Longest a token request may take; below the 30 s after which an idle worker is stopped (SEC-32). */
const tokenDeadlineMs = 20_000;

/** Largest token answer that is read (SEC-55). */
const maxTokenBytes = 1_000_000;

/** Members of a token answer that tell what went wrong and hold no secret (RFC 6749 §5). */
const tellingMembers = new Set(['error', 'error_description', 'error_uri', 'token_type', 'expires_in', 'scope']);

/** What one call of a token or revocation endpoint left behind, for the evidence. */
export interface TokenCall {
  /** Passed to oauth4webapi as its `customFetch`. */
  fetch(url: string, options: { method?: string; headers: Record<string, string>; body?: unknown }): Promise<Response>;
  /** Evidence of what happened, without secrets. `reason` is the library's own complaint about a good-looking answer. */
  evidence(phase: Phase, reason: string | undefined): Evidence;
  /** Device time minus server time in ms, read off the answer's `Date`; undefined without one. */
  clockOffsetMs(): number | undefined;
  /** True when the request may have reached the server but no answer came back. */
  isOutcomeUnknown(): boolean;
}

function withoutSecrets(answer: Answer): Answer {
  const isError = answer.status !== null && answer.status >= 400;
  const parsed = parseJson(answer.body);
  if (isError && !(typeof parsed === 'object' && parsed !== null))
    return { ...answer, body: answer.body.slice(0, maxBodyLength) };
  if (typeof parsed !== 'object' || parsed === null)
    return { ...answer, body: answer.body.trimStart().startsWith('<') ? answer.body.slice(0, maxBodyLength) : '' };
  const told = Object.entries(parsed).filter(([name]) => tellingMembers.has(name));
  return { ...answer, body: JSON.stringify(Object.fromEntries(told)) };
}

function bodyText(body: unknown): string | undefined {
  return typeof body === 'string' ? body : undefined;
}

/** A null-body status may not carry a body in the Fetch standard. */
function toResponse(answer: Answer): Response {
  const status = answer.status ?? 502;
  const body = status === 204 || status === 205 || status === 304 ? null : answer.body;
  return new Response(body, { status, headers: answer.headers });
}

/** Prepares one call of a token endpoint: deadline, size cap, and the record of what was answered. */
export function tokenCall(provider: Provider, target: SignInTarget, ports: { send: SendHttp; now: Now }): TokenCall {
  const { scopes, tokenHeaders } = provider.oauth(target);
  let answer: Answer | null = null;
  let failureText: string | null = null;
  let offsetMs: number | undefined;
  let asked: { url: string; method: string } | undefined;
  return {
    async fetch(url, options) {
      const method = options.method === 'GET' ? 'GET' : 'POST';
      asked = { url, method };
      const body = options.body instanceof URLSearchParams ? options.body.toString() : bodyText(options.body);
      const outcome = await ports.send({
        method,
        url,
        headers: { ...options.headers, ...tokenHeaders },
        body,
        deadlineMs: tokenDeadlineMs,
        maxBodyBytes: maxTokenBytes,
      });
      if (outcome.answer === null) {
        failureText = outcome.failure;
        throw new TypeError(outcome.failure);
      }
      answer = outcome.answer;
      const serverMs = Date.parse(answer.headers.date ?? '');
      if (!Number.isNaN(serverMs)) offsetMs = ports.now() - serverMs;
      return toResponse(answer);
    },
    evidence(phase, reason) {
      const url = asked ? new URL(asked.url) : undefined;
      return {
        ...blankEvidence(provider.id, phase),
        answer: answer ? withoutSecrets(answer) : null,
        failure: failureText ?? (answer && answer.status !== null && answer.status < 400 ? (reason ?? null) : null),
        request: {
          ...(url ? { host: url.host, path: url.pathname } : {}),
          ...(asked ? { method: asked.method } : {}),
          scopes: [...scopes],
          environment: target.environment,
        },
        device: offsetMs === undefined ? {} : { clockOffset: offsetMs },
      };
    },
    clockOffsetMs: () => offsetMs,
    isOutcomeUnknown: () =>
      asked !== undefined && (answer === null || (answer.status ?? 0) >= 500 || (answer.status ?? 0) < 400),
  };
}

/** The library's complaint, as text for the evidence; its messages hold no values of the answer. */
export function complaintOf(error: unknown): string | undefined {
  if (error instanceof oauth.ResponseBodyError) return undefined;
  return error instanceof Error ? error.message.slice(0, 200) : undefined;
}
