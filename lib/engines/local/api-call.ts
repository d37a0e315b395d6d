import { appIdFor } from '../../model/app-credentials';
import { isUnanswered } from '../../model/definite-answer';
import { blankEvidence, type Evidence, maxBodyLength } from '../../model/evidence';
import { isAmong } from '../../model/hosts';
import type { ApiRequest, HttpOutcome } from '../../model/ports';
import { secretsIn, withoutEchoes } from '../../oauth/echoes';
import type { Provider } from '../../providers/provider';
import { readRetryAfterMs } from '../../providers/retry-after';
import type { LocalPorts } from './ports';

const apiDeadlineMs = 20_000;

/** Largest good answer that is read: a list of a thousand companies fits (SEC-55). */
const maxApiBytes = 1_000_000;

/** An answer of the provider's API, and the same as evidence. */
export interface ApiOutcome {
  outcome: HttpOutcome;
  /** A good status, and no refusal in the body where the provider is known to put one there. */
  isGood: boolean;
  evidence: Evidence;
}

/** A limit concerns the company or the app that was asked for; everything else without a verdict concerns the host. */
async function recordHealth(ports: LocalPorts, host: string, subject: string, evidence: Evidence): Promise<void> {
  const { answer } = evidence;
  if (!isUnanswered(answer)) return ports.hosts.answered(host);
  if (answer?.status === 429) return;
  const retryAfterMs = readRetryAfterMs(answer?.headers ?? {}, ports.now());
  await ports.hosts.silent(host, { subject, retryAfterMs, diagnosis: ports.diagnose(evidence) });
}

/**
 * Sends a request of a provider definition with the access token in the `Authorization` header, to that provider's pinned
 * hosts only (SEC-11); a definition that names another host is a bug and throws. Measures the clock offset and whether the
 * host answers on the way, and counts the read where the provider meters them: before it leaves, because one whose answer is lost is metered as well.
 */
export async function callApi(
  ports: LocalPorts,
  provider: Provider,
  request: ApiRequest,
  accessToken: string,
): Promise<ApiOutcome> {
  const target = new URL(request.url);
  if (target.protocol !== 'https:' || !isAmong(target.hostname, provider.apiHosts)) {
    throw new Error(`${provider.id} has no API host ${target.hostname}`);
  }
  if (provider.metered?.host === target.hostname && request.method === 'GET') {
    await ports.countRead(appIdFor(provider.id, 'production'));
  }
  const headers = { ...request.headers, authorization: `Bearer ${accessToken}` };
  const outcome = await ports.send({
    method: request.method,
    url: request.url,
    headers,
    body: request.body,
    deadlineMs: apiDeadlineMs,
    maxBodyBytes: maxApiBytes,
  });
  const serverMs = Date.parse(outcome.answer?.headers.date ?? '');
  const offsetMs = Number.isNaN(serverMs) ? undefined : ports.now() - serverMs;
  if (offsetMs !== undefined) await ports.clock.believe(target.host, offsetMs);
  const told = outcome.answer && withoutEchoes(outcome.answer, secretsIn({ headers }));
  const evidence: Evidence = {
    ...blankEvidence(provider.id, 'api'),
    answer: told && { ...told, body: told.body.slice(0, maxBodyLength) },
    failure: outcome.failure,
    request: {
      host: target.host,
      path: target.pathname,
      method: request.method,
      ...(request.area ? { area: request.area } : {}),
    },
    device: offsetMs === undefined ? {} : { clockOffset: offsetMs },
  };
  const { status, body } = outcome.answer ?? { status: null, body: '' };
  const isGood = status !== null && status >= 200 && status < 300 && (provider.isGood?.(body) ?? true);
  await recordHealth(ports, target.host, accessToken, evidence);
  return { outcome, isGood, evidence };
}
