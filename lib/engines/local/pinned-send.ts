import { isAmong } from '../../model/hosts';
import type { Reach, SendHttp } from '../../model/ports';

/** Host of a match pattern (https://host/*); `*.example.com` stays as it is. */
function hostOf(pattern: string): string {
  return pattern.replace(/^https:\/\//, '').replace(/\/\*$/, '');
}

/** Any host but those of the patterns is a bug. */
function assertPinned(url: string, patterns: readonly string[]): void {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' || !isAmong(hostname, patterns.map(hostOf)))
    throw new Error(`no provider has the host ${hostname}`);
}

/**
 * A way to the network that leads to these hosts alone (SEC-09, SEC-73): the policy of our pages has to allow every https
 * host, because nobody knows at build time which providers people describe themselves. Any other host is a bug and throws.
 *
 * @param patterns asked at each request: providers come and go while the worker lives
 */
export function pinnedSend(send: SendHttp, patterns: () => readonly string[]): SendHttp {
  return async (request) => {
    assertPinned(request.url, patterns());
    return send(request);
  };
}

/** The same for asking whether a host answers at all. */
export function pinnedReach(reach: Reach, patterns: () => readonly string[]): Reach {
  return async (url) => {
    assertPinned(url, patterns());
    return reach(url);
  };
}
