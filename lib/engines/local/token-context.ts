import type { AppCredentials } from '../../model/app-credentials';
import type { TokenContext } from '../../oauth/tokens';
import type { Provider } from '../../providers/provider';
import type { LocalPorts } from './ports';

/** The host an app's tokens come from. */
export function tokenHostOf(provider: Provider, app: Parameters<Provider['oauth']>[0]): string {
  return new URL(provider.oauth(app).tokenUrl).host;
}

/** What a token or revocation call of this app needs, with the clock of the host that hands out its tokens (SEC-36). */
export async function tokenContextFor(
  ports: Pick<LocalPorts, 'clock' | 'send' | 'now'>,
  provider: Provider,
  app: AppCredentials,
): Promise<TokenContext> {
  const host = tokenHostOf(provider, app);
  return {
    provider,
    app,
    clockOffsetMs: await ports.clock.offsetMs(host),
    believeOffset: (offsetMs) => ports.clock.believe(host, offsetMs),
    send: ports.send,
    now: ports.now,
  };
}
