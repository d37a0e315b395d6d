import * as oauth from 'oauth4webapi';
import { isDefiniteRefusal } from '../model/definite-answer';
import { type Answer, blankEvidence, type Evidence, maxBodyLength, type Phase } from '../model/evidence';
import { parseJson } from '../model/json';
import type { Now, SendHttp } from '../model/ports';
import { takesAppKey } from '../providers/key-home';
import type { Provider, SignInTarget } from '../providers/provider';
import { secretsIn, withoutEchoes } from './echoes';

/** Longest a token request may take; below the 30 s after which an idle worker is stopped (SEC-32). */
const tokenDeadlineMs = 20_000;

/** Largest token answer that is read (SEC-55). */
const maxTokenBytes = 1_000_000;

/** Members of a token answer that tell what went wrong and hold no secret (RFC 6749 §5). */
const tellingMembers = new Set(['error', 'error_description', 'error_uri', 'token_type', 'expires_in', 'scope']);

/** Members of the error objects that gateways in front of a token endpoint answer with, at any depth. */
const tellingInside = new Set([
  ...tellingMembers,
  'code',
  'message',
  'errorId',
  'messageId',
  'supportId',
  'requestId',
  'detail',
  'element',
  'type',
]);

/** What one call of a token or revocation endpoint left behind, for the evidence. */
export interface TokenCall {
  /** Passed to oauth4webapi as its `customFetch`. */
  fetch(url: string, options: { method?: string; headers: Record<string, string>; body?: unknown }): Promise<Response>;
  /** Evidence of what happened, without secrets. `reason` is the library's own complaint about a good-looking answer. */
  evidence(phase: Phase, reason: string | undefined): Evidence;
  /** Device time minus server time to reckon with after the answer, in ms; undefined where it named no time. */
  clockOffsetMs(): number | undefined;
  /** The same as this one answer showed it: what its own server signed is judged by its own clock. */
  shownOffsetMs(): number | undefined;
  /** True when the request may have reached the server but brought no definite answer (SEC-33). */
  isOutcomeUnknown(): boolean;
}

/** What of a refusal may be kept: by name, and no deeper than error objects are nested. */
function toldBy(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => toldBy(item, depth - 1));
  if (typeof value !== 'object' || value === null) return undefined;
  const kept = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (typeof member === 'object' && member !== null) return depth > 0 ? [[name, toldBy(member, depth - 1)]] : [];
    return tellingInside.has(name) ? [[name, member]] : [];
  });
  return Object.fromEntries(kept);
}

function withoutSecrets(answer: Answer): Answer {
  const isError = answer.status !== null && answer.status >= 400;
  const parsed = parseJson(answer.body);
  const isObject = typeof parsed === 'object' && parsed !== null;
  if (isObject && isError) return { ...answer, body: JSON.stringify(toldBy(parsed, 5)) };
  if (isObject) {
    const told = Object.entries(parsed).filter(([name]) => tellingMembers.has(name));
    return { ...answer, body: JSON.stringify(Object.fromEntries(told)) };
  }
  const isKept = isError || answer.body.trimStart().startsWith('<');
  return { ...answer, body: isKept ? answer.body.slice(0, maxBodyLength) : '' };
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

interface TokenCallPorts {
  send: SendHttp;
  now: Now;
  believeOffset(offsetMs: number): Promise<number>;
}

/**
 * Prepares one call of a token or revocation endpoint: deadline, size cap, and the record of what was answered. Every secret
 * of an app passes here on its way out, so this is the last place that looks where it goes (SEC-46).
 */
export function tokenCall(provider: Provider, target: SignInTarget, ports: TokenCallPorts): TokenCall {
  const { scopes, tokenHeaders } = provider.oauth(target);
  let answer: Answer | null = null;
  let failureText: string | null = null;
  let shownOffsetMs: number | undefined;
  let offsetMs: number | undefined;
  let asked: { url: string; method: string } | undefined;
  let sent: string[] = [];
  return {
    async fetch(url, options) {
      if (!takesAppKey(provider, target.environment, url)) throw new Error('the app key is for another address');
      const method = options.method === 'GET' ? 'GET' : 'POST';
      asked = { url, method };
      const body = options.body instanceof URLSearchParams ? options.body.toString() : bodyText(options.body);
      const headers = { ...options.headers, ...tokenHeaders };
      sent = secretsIn({ headers, body });
      const outcome = await ports.send({
        method,
        url,
        headers,
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
      if (!Number.isNaN(serverMs)) {
        shownOffsetMs = ports.now() - serverMs;
        offsetMs = await ports.believeOffset(shownOffsetMs);
      }
      return toResponse(answer);
    },
    evidence(phase, reason) {
      const url = asked ? new URL(asked.url) : undefined;
      return {
        ...blankEvidence(provider.id, phase),
        answer: answer ? withoutEchoes(withoutSecrets(answer), sent) : null,
        failure: failureText ?? (answer && answer.status !== null && answer.status < 400 ? (reason ?? null) : null),
        request: {
          ...(url ? { host: url.host, path: url.pathname } : {}),
          ...(asked ? { method: asked.method } : {}),
          scopes: [...scopes],
          environment: target.environment,
        },
        device: shownOffsetMs === undefined ? {} : { clockOffset: shownOffsetMs },
      };
    },
    clockOffsetMs: () => offsetMs,
    shownOffsetMs: () => shownOffsetMs,
    isOutcomeUnknown: () => asked !== undefined && !isDefiniteRefusal(answer),
  };
}

/** The library's complaint, as text for the evidence; its messages hold no values of the answer. */
export function complaintOf(error: unknown): string | undefined {
  if (error instanceof oauth.ResponseBodyError) return undefined;
  return error instanceof Error ? error.message.slice(0, 200) : undefined;
}
