import { createHash } from 'node:crypto';
import type { ClientApp } from '../intacct/world.ts';
import type { Sandbox } from '../sandbox.ts';
import { Person } from './person.ts';
import { ask, type HttpAnswer, member } from './public-app.ts';

export const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/intacct';
export const base = 'https://api.intacct.com/ia/api/v1';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

type Values = Record<string, string | undefined>;

function formOf(values: Values): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) form.set(name, value);
  return form.toString();
}

/** The members of a JSON object; none of anything else. */
export function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function claimsOf(token: string): Record<string, unknown> {
  return membersOf(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
}

/** A confidential client as the guides describe it: it sends what the test says and hands back what it hears. */
export class IntacctApp {
  readonly #sandbox: Sandbox;
  readonly #app: ClientApp;

  constructor(sandbox: Sandbox, app: ClientApp = sandbox.control.intacct.app) {
    this.#sandbox = sandbox;
    this.#app = app;
    app.redirectUris.add(redirectUri);
  }

  authorizeUrl(changes: Values = {}): string {
    const values = {
      response_type: 'code',
      client_id: this.#app.clientId,
      redirect_uri: redirectUri,
      state: 'state-of-the-test',
      scope: 'offline_access',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    return `${base}/oauth2/authorize?${formOf(values)}`;
  }

  /** Signs in and accepts; the address on the redirect URI. */
  async callback(companyId: string, userId: string, changes: Values = {}): Promise<URL> {
    const person = new Person('.intacct.com');
    const { password } = this.#sandbox.control.intacct.user(companyId, userId);
    const login = await person.browse(this.authorizeUrl(changes));
    const request = new URL(login.url).searchParams.get('request') ?? '';
    const pages = 'https://api.intacct.com/ia/authorize';
    await person.browse(pages, { request, company: companyId, login: userId, passwd: password });
    return new URL((await person.browse(pages, { request, decision: 'accept' })).url);
  }

  token(values: Values): Promise<HttpAnswer> {
    const own = { client_id: this.#app.clientId, client_secret: this.#app.secret };
    return ask('POST', `${base}/oauth2/token`, formHeaders, formOf({ ...own, ...values }));
  }

  tokenAsJson(values: Values): Promise<HttpAnswer> {
    const own = { client_id: this.#app.clientId, client_secret: this.#app.secret };
    const body = JSON.stringify({ ...own, ...values });
    return ask('POST', `${base}/oauth2/token`, { 'content-type': 'application/json' }, body);
  }

  exchange(code: string, changes: Values = {}): Promise<HttpAnswer> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });
  }

  refresh(refreshToken: string): Promise<HttpAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  revoke(token: string): Promise<HttpAnswer> {
    const values = { client_id: this.#app.clientId, client_secret: this.#app.secret, token };
    return ask('POST', `${base}/oauth2/revoke`, formHeaders, formOf(values));
  }

  /** A whole sign-in of a user whose company lets the app in. */
  async connect(companyId: string, userId = 'ledgerline'): Promise<{ access: string; refresh: string }> {
    this.#sandbox.control.intacct.letIn(companyId);
    const callback = await this.callback(companyId, userId);
    const answer = await this.exchange(callback.searchParams.get('code') ?? '');
    return { access: member(answer.json, 'access_token'), refresh: member(answer.json, 'refresh_token') };
  }

  get(path: string, access: string): Promise<HttpAnswer> {
    return ask('GET', `${base}${path}`, { authorization: `Bearer ${access}` });
  }

  query(access: string, query: Record<string, unknown>, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    return ask(
      'POST',
      `${base}/services/core/query`,
      { 'content-type': 'application/json', authorization: `Bearer ${access}`, ...headers },
      JSON.stringify(query),
    );
  }
}
