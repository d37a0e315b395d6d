import type { HttpRequest } from '../../lib/model/ports';

/** Whether a secret may be sent to an origin. */
export type Belongs = (origin: string) => boolean;

/** Made-up secrets that can be told apart wherever they turn up, each with the places it belongs to. */
export interface Canaries {
  /** A new secret. `kind` is what it is (a key, a code), for the count of what arrived. */
  plant(kind: string, belongs: Belongs): string;
  /** A secret that was made by somebody else. */
  watch(value: string, kind: string, belongs: Belongs): void;
  /** Looks for secrets in a request that is about to leave. */
  see(request: HttpRequest): void;
  /** Secrets at any origin but their own. */
  leaks: string[];
  /** How often a secret of each kind was sent to its own origin: nothing leaks from what never happens. */
  arrived: Record<string, number>;
}

const shape = /cnry\d+q/g;

/** What a request says, with the name and password of Basic authentication in the clear. */
function textOf({ url, headers, body = '' }: HttpRequest): string {
  const [, basic = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  return [url, ...Object.values(headers), body, atob(basic)].join('\n');
}

/** A collection with no secret in it yet. */
export function createCanaries(): Canaries {
  const known = new Map<string, { kind: string; belongs: Belongs }>();
  const foreign = new Map<string, { kind: string; belongs: Belongs }>();
  const leaks: string[] = [];
  const arrived: Record<string, number> = {};
  return {
    leaks,
    arrived,
    plant(kind, belongs) {
      const value = `cnry${known.size}q`;
      known.set(value, { kind, belongs });
      return value;
    },
    watch: (value, kind, belongs) => void foreign.set(value, { kind, belongs }),
    see(request) {
      const text = textOf(request);
      const { origin } = new URL(request.url);
      const found = [...(text.match(shape) ?? [])].map((value) => known.get(value));
      for (const [value, secret] of foreign) if (text.includes(value)) found.push(secret);
      for (const secret of found.filter((each) => each !== undefined)) {
        if (secret.belongs(origin)) arrived[secret.kind] = (arrived[secret.kind] ?? 0) + 1;
        else leaks.push(`${secret.kind} at ${origin}`);
      }
    },
  };
}
