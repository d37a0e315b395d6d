import type { Reply, SandboxRequest } from './http.ts';

/** What goes wrong on the way. */
export type FaultEffect =
  /** The provider never sees the request; this is answered instead. */
  | { kind: 'answer'; reply: Reply }
  /** The provider does its work; its answer is altered. */
  | { kind: 'change'; change(reply: Reply): Reply }
  /** The provider does its work; its answer comes late. */
  | { kind: 'delay'; ms: number }
  /** The provider never sees the request; nothing is ever answered and the connection stays open. */
  | { kind: 'hold' }
  /** The provider does its work; nothing is ever answered and the connection stays open. */
  | { kind: 'hang' }
  /** The provider does its work; the body drips. */
  | { kind: 'trickle'; bytes: number; everyMs: number }
  /**
   * The connection breaks: `before` the provider sees the request, after its work with the answer `lost`,
   * in the `middle` of the answer, or `after` the whole answer.
   */
  | { kind: 'reset'; when: 'before' | 'lost' | 'middle' | 'after' };

export interface Fault {
  provider: string;
  /** Name of an endpoint, or the part of it before a dot: `token` covers `token.refresh` and `token.exchange`. */
  endpoint: string;
  effect: FaultEffect;
  /** How many requests it strikes. */
  times: number | 'until_cleared';
  /** Narrows it to some requests of the endpoint. */
  only?: (request: SandboxRequest) => boolean;
}

export interface Faults {
  /** Strikes the next matching request only. Returns what takes it back. */
  once(provider: string, endpoint: string, effect: FaultEffect): () => void;
  /** Strikes every matching request until cleared. Returns what takes it back. */
  always(provider: string, endpoint: string, effect: FaultEffect): () => void;
  add(fault: Fault): () => void;
  clear(): void;
  list(): readonly Readonly<Fault>[];
  /** The effect for this request, counted as used. */
  take(provider: string, endpoint: string, request: SandboxRequest): FaultEffect | undefined;
}

export function createFaults(): Faults {
  let waiting: Fault[] = [];
  const add = (fault: Fault): (() => void) => {
    const own = { ...fault };
    waiting.push(own);
    return () => {
      waiting = waiting.filter((other) => other !== own);
    };
  };
  return {
    add,
    once: (provider, endpoint, effect) => add({ provider, endpoint, effect, times: 1 }),
    always: (provider, endpoint, effect) => add({ provider, endpoint, effect, times: 'until_cleared' }),
    clear() {
      waiting = [];
    },
    list: () => waiting,
    take(provider, endpoint, request) {
      const fault = waiting.find(
        (candidate) =>
          candidate.provider === provider &&
          (candidate.endpoint === endpoint || endpoint.startsWith(`${candidate.endpoint}.`)) &&
          (candidate.only?.(request) ?? true),
      );
      if (!fault) return undefined;
      if (fault.times !== 'until_cleared') {
        fault.times -= 1;
        if (fault.times <= 0) waiting = waiting.filter((other) => other !== fault);
      }
      return fault.effect;
    },
  };
}
