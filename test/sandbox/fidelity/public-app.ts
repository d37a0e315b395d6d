import { createHash } from 'node:crypto';
import https from 'node:https';
import type { Sandbox } from '../sandbox.ts';
import { Person } from './person.ts';

const redirectUri = 'https://app.ledgerline.example/xero';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
  /** The body read as JSON; undefined when it is none. */
  json: unknown;
}

/** A public client with PKCE, as plain as it gets: it sends what the test says and hands back what it hears. */
export class PublicApp {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    sandbox.control.xero.app.redirectUris.add(redirectUri);
  }

  authorizeUrl(changes: Record<string, string | undefined> = {}): string {
    const url = new URL('https://login.xero.com/identity/connect/authorize');
    const values: Record<string, string | undefined> = {
      response_type: 'code',
      client_id: this.#sandbox.control.xero.app.clientId,
      redirect_uri: redirectUri,
      scope: 'openid offline_access accounting.settings.read accounting.reports.profitandloss.read',
      state: 'state-of-the-test',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    for (const [name, value] of Object.entries(values)) if (value !== undefined) url.searchParams.set(name, value);
    return url.href;
  }

  /** A whole sign-in up to the address on the redirect URI. */
  async callback(companyName: string, changes: Record<string, string | undefined> = {}): Promise<URL> {
    const { xero } = this.#sandbox.control;
    const person = new Person();
    const consent = await person.reachConsent(this.authorizeUrl(changes), xero.bookkeeperOf(companyName));
    return new URL(await person.decide(consent, xero.organisation(companyName).tenantId));
  }

  exchange(code: string, changes: Record<string, string | undefined> = {}): Promise<HttpAnswer> {
    return this.token({
      grant_type: 'authorization_code',
      client_id: this.#sandbox.control.xero.app.clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });
  }

  refresh(refreshToken: string): Promise<HttpAnswer> {
    return this.token({
      grant_type: 'refresh_token',
      client_id: this.#sandbox.control.xero.app.clientId,
      refresh_token: refreshToken,
    });
  }

  token(values: Record<string, string | undefined>): Promise<HttpAnswer> {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) if (value !== undefined) form.set(name, value);
    return ask('POST', 'https://identity.xero.com/connect/token', formHeaders, form.toString());
  }

  revoke(refreshToken: string): Promise<HttpAnswer> {
    const form = new URLSearchParams({ token: refreshToken, client_id: this.#sandbox.control.xero.app.clientId });
    return ask('POST', 'https://identity.xero.com/connect/revocation', formHeaders, form.toString());
  }

  /** Signs in and exchanges; the tokens as strings. */
  async connect(companyName: string, scope?: string): Promise<{ access: string; refresh: string; id: string }> {
    const callback = await this.callback(companyName, scope === undefined ? {} : { scope });
    const answer = await this.exchange(callback.searchParams.get('code') ?? '');
    return {
      access: member(answer.json, 'access_token'),
      refresh: member(answer.json, 'refresh_token'),
      id: member(answer.json, 'id_token'),
    };
  }

  /** GET of the API, by default as JSON. */
  read(path: string, access: string | undefined, tenantId?: string, accept = 'application/json'): Promise<HttpAnswer> {
    return ask('GET', `https://api.xero.com${path}`, {
      accept,
      ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
      ...(tenantId === undefined ? {} : { 'xero-tenant-id': tenantId }),
    });
  }
}

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

/** A text member of an unknown JSON value; empty when there is none. */
export function member(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : '';
}

export function ask(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<HttpAnswer> {
  return new Promise((answered, failed) => {
    const request = https.request(url, { method, headers }, (response) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        answered({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          body: text,
          json: parsed(text),
        });
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
