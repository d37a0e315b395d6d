import { appIdFor } from '../../model/app-credentials';
import { blankEvidence, type Evidence, maxBodyLength } from '../../model/evidence';
import { isAmong } from '../../model/hosts';
import type { ApiRequest, HttpOutcome } from '../../model/ports';
import { secretsIn, withoutEchoes } from '../../oauth/echoes';
import type { Provider } from '../../providers/provider';
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

/**
 * Sends a request of a provider definition with the access token in the `Authorization` header, to that provider's pinned
 * hosts only (SEC-11); a definition that names another host is a bug and throws. Measures the clock offset on the way, and
 * counts the read where the provider meters them: before it leaves, because one whose answer is lost is metered as well.
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
  if (offsetMs !== undefined) await ports.clock.note(offsetMs);
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
  return { outcome, isGood, evidence };
}
