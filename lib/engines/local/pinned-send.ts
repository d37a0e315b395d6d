import { isAmong } from '../../model/hosts';
import type { SendHttp } from '../../model/ports';

/** Host of a match pattern (https://host/*); `*.example.com` stays as it is. */
function hostOf(pattern: string): string {
  return pattern.replace(/^https:\/\//, '').replace(/\/\*$/, '');
}

/**
 * A way to the network that leads to these hosts alone (SEC-09, SEC-73): the policy of our pages has to allow every https
 * host, because nobody knows at build time which providers people describe themselves. Any other host is a bug and throws.
 *
 * @param patterns asked at each request: providers come and go while the worker lives
 */
export function pinnedSend(send: SendHttp, patterns: () => readonly string[]): SendHttp {
  return async (request) => {
    const { protocol, hostname } = new URL(request.url);
    if (protocol !== 'https:' || !isAmong(hostname, patterns().map(hostOf)))
      throw new Error(`no provider has the host ${hostname}`);
    return send(request);
  };
}
