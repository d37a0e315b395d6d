import { appIdFor } from '../../model/app-credentials';
import { type Answer, maxBodyLength } from '../../model/evidence';
import type { Flow } from '../../model/flow';
import { prepareAuthorization } from '../../oauth/authorize';
import { findProvider } from '../../providers';
import { openAppAt } from './grant-app';
import type { SignInPorts } from './sign-in';

const askDeadlineMs = 10_000;

/**
 * What the provider's sign-in address answers to a request like ours, from somebody who is not signed in. A refusal says
 * why its page could not be shown; the browser keeps that to itself (SEC-23). The request is a new one with secrets of its
 * own, which nobody will use. Asked only where the connection's own permissions reach the address.
 *
 * @returns the refusal, body capped; undefined when the address does anything else, or may not be asked
 */
export async function askSignInPage(ports: SignInPorts, flow: Flow): Promise<Answer | undefined> {
  const provider = findProvider(flow.providerId);
  const app = provider && (await openAppAt(ports.vault, provider, appIdFor(flow.providerId, flow.environment)));
  if (!provider || !app) return undefined;
  const { url } = await prepareAuthorization(provider, app, ports.redirectUriFor(provider.id));
  if (!provider.hosts.connection.includes(`https://${new URL(url).host}/*`)) return undefined;
  const { answer } = await ports.send({
    method: 'GET',
    url,
    headers: { accept: 'text/html' },
    deadlineMs: askDeadlineMs,
    maxBodyBytes: maxBodyLength,
  });
  return answer && (answer.status ?? 0) >= 400 ? { ...answer, body: answer.body.slice(0, maxBodyLength) } : undefined;
}
