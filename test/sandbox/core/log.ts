import type { SandboxRequest } from './http.ts';

/** One request that reached the sandbox, without its secrets. */
export interface LoggedRequest {
  /** Unix ms of the sandbox clock. */
  atMs: number;
  method: string;
  host: string;
  path: string;
  /** Query values; secret ones (code, state, tokens) are replaced by `…`. */
  query: Readonly<Record<string, string>>;
  /** Form field names of the body with their values, secret ones replaced. */
  form: Readonly<Record<string, string>>;
  /** Without cookies; of `authorization` the scheme only. */
  headers: Readonly<Record<string, string>>;
  /** Undefined for hosts no played provider owns. */
  provider: string | undefined;
  endpoint: string | undefined;
  /** Undefined when nothing was answered. */
  status: number | undefined;
}

export interface RequestLog {
  readonly requests: readonly LoggedRequest[];
  /** Requests to an endpoint (or the part of its name before a dot) of a provider. */
  of(provider: string, endpoint: string): readonly LoggedRequest[];
  count(provider: string, endpoint: string): number;
  /** Hosts that were asked and that nobody here plays (SEC-73). */
  unknownHosts(): string[];
  clear(): void;
  record(request: LoggedRequest): void;
}

export function createLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  const of = (provider: string, endpoint: string): LoggedRequest[] =>
    requests.filter(
      (request) =>
        request.provider === provider &&
        (request.endpoint === endpoint || (request.endpoint ?? '').startsWith(`${endpoint}.`)),
    );
  return {
    get requests() {
      return requests;
    },
    of,
    count: (provider, endpoint) => of(provider, endpoint).length,
    unknownHosts: () => [...new Set(requests.filter((r) => r.provider === undefined).map((r) => r.host))],
    clear() {
      requests = [];
    },
    record(request) {
      requests.push(request);
    },
  };
}

const openValues = new Set([
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'code_challenge_method',
  'acr_values',
  'prompt',
  'grant_type',
  'token_type_hint',
  'error',
  'page',
  'pageSize',
  'where',
  'summaryOnly',
  'shortcode',
  'redirecturl',
  'offset',
]);

function openOnly(values: URLSearchParams): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of values) shown[name] = openValues.has(name) ? value : '…';
  return shown;
}

/** What of a request may be kept (SEC-43: an allow-list, not a pattern). */
export function withoutSecrets(request: SandboxRequest): Pick<LoggedRequest, 'query' | 'form' | 'headers'> {
  const { cookie: _cookie, authorization, ...headers } = request.headers;
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return {
    query: openOnly(request.query),
    form: isForm ? openOnly(request.form) : {},
    headers: authorization === undefined ? headers : { ...headers, authorization: authorization.split(' ')[0] ?? '' },
  };
}
