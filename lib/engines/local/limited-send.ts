import type { SendHttp } from '../../model/ports';

/** Requests one host gets from us at the same time, at most (SEC-36). */
export const requestsPerHost = 4;

/**
 * A way to the network that sends at most four requests to a host at once; more wait for their turn, in order. The deadline
 * of a request begins when it leaves.
 */
export function limitedSend(send: SendHttp): SendHttp {
  const underWay = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();

  function next(host: string): void {
    const turn = waiting.get(host)?.shift();
    if (turn) turn();
    else underWay.set(host, (underWay.get(host) ?? 1) - 1);
  }

  return async (request) => {
    const { host } = new URL(request.url);
    const count = underWay.get(host) ?? 0;
    if (count < requestsPerHost) underWay.set(host, count + 1);
    else await new Promise<void>((turn) => waiting.set(host, [...(waiting.get(host) ?? []), turn]));
    try {
      return await send(request);
    } finally {
      next(host);
    }
  };
}
