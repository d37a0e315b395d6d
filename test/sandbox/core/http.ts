import type { IncomingMessage } from 'node:http';

/** A request as the played providers see it. Header and cookie names are lower case. */
export interface SandboxRequest {
  method: string;
  host: string;
  path: string;
  url: URL;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  cookies: Readonly<Record<string, string>>;
  body: string;
  /** The body read as a form. */
  form: URLSearchParams;
}

export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

export function textReply(status: number, body: string, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

export function jsonReply(status: number, value: unknown, headers: Reply['headers'] = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function emptyReply(status: number, headers: Reply['headers'] = {}): Reply {
  return { status, headers, body: '' };
}

export function redirectReply(location: string, headers: Reply['headers'] = {}): Reply {
  return { status: 302, headers: { location, ...headers }, body: '' };
}

const maxBodyBytes = 4_000_000;

/** Reads a request completely; rejects when it is larger than any client of ours would send. */
export async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxBodyBytes) throw new Error('request body too large');
    chunks.push(part);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const url = new URL(incoming.url ?? '/', `https://${host || 'unknown.invalid'}`);
  return {
    method: incoming.method ?? 'GET',
    host,
    path: url.pathname,
    url,
    query: url.searchParams,
    headers,
    cookies: readCookies(headers.cookie ?? ''),
    body,
    form: new URLSearchParams(body),
  };
}

function readCookies(header: string): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return cookies;
}
