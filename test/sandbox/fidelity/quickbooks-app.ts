import { productionKeys, sdkRedirectUri } from '../quickbooks/seed.ts';
import type { Sandbox } from '../sandbox.ts';
import { ask, type HttpAnswer, member } from './public-app.ts';
import { decide, reachConsent } from './quickbooks-person.ts';

const hosts = { production: 'quickbooks.api.intuit.com', development: 'sandbox-quickbooks.api.intuit.com' } as const;

/** An app with a secret, as plain as it gets: it sends what the test says and hands back what it hears. */
export class QuickbooksApp {
  readonly #sandbox: Sandbox;
  readonly #keys: { clientId: string; secret: string };

  constructor(sandbox: Sandbox, keys: { clientId: string; secret: string } = productionKeys) {
    this.#sandbox = sandbox;
    this.#keys = keys;
  }

  authorizeUrl(changes: Record<string, string> = {}): string {
    const url = new URL('https://appcenter.intuit.com/connect/oauth2');
    url.search = new URLSearchParams({
      client_id: this.#keys.clientId,
      response_type: 'code',
      scope: 'com.intuit.quickbooks.accounting openid',
      redirect_uri: sdkRedirectUri,
      state: 'state-of-the-test',
      ...changes,
    }).toString();
    return url.href;
  }

  /** A whole sign-in of a company's bookkeeper, up to the page or address it ends on. */
  async walk(companyName: string, email?: string): Promise<{ url: string; body: string }> {
    const who = email ?? this.#sandbox.control.quickbooks.bookkeeperOf(companyName).email;
    const consent = await reachConsent(this.#sandbox, this.authorizeUrl(), who);
    return decide(consent, companyName, 'connect');
  }

  token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    const basic = Buffer.from(`${this.#keys.clientId}:${this.#keys.secret}`).toString('base64');
    return ask(
      'POST',
      'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
      { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      new URLSearchParams(form).toString(),
    );
  }

  exchange(code: string): Promise<HttpAnswer> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: sdkRedirectUri });
  }

  refresh(refreshToken: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, headers);
  }

  async connect(companyName: string, email?: string): Promise<{ code: string; access: string; refresh: string }> {
    const code = new URL((await this.walk(companyName, email)).url).searchParams.get('code') ?? '';
    const answer = await this.exchange(code);
    return { code, access: member(answer.json, 'access_token'), refresh: member(answer.json, 'refresh_token') };
  }

  /** GET below a company of the real world; JSON unless said otherwise. */
  read(companyName: string, path: string, access: string, more: ReadOptions = {}): Promise<HttpAnswer> {
    const { realmId } = this.#sandbox.control.quickbooks.company(companyName);
    return ask(more.method ?? 'GET', `https://${hosts[more.host ?? 'production']}/v3/company/${realmId}/${path}`, {
      authorization: `Bearer ${access}`,
      accept: more.accept ?? 'application/json',
    });
  }

  companyInfo(companyName: string, access: string, more: ReadOptions = {}): Promise<HttpAnswer> {
    const { realmId } = this.#sandbox.control.quickbooks.company(companyName);
    return this.read(companyName, `companyinfo/${realmId}?minorversion=75`, access, more);
  }
}

interface ReadOptions {
  host?: keyof typeof hosts;
  accept?: string;
  method?: string;
}
