import https from 'node:https';
import type { User } from '../xero/world.ts';

interface Answer {
  status: number;
  location: string | undefined;
  body: string;
}

/** A person with a browser, as far as forms, redirects and cookies go. */
export class Person {
  readonly #cookies = new Map<string, string>();
  readonly #home: string;

  /** @param home ending of the provider's host names */
  constructor(home = '.xero.com') {
    this.#home = home;
  }

  ask(url: string, form?: Record<string, string> | [string, string][]): Promise<Answer> {
    const body = form ? new URLSearchParams(form).toString() : undefined;
    return new Promise((answered, failed) => {
      const request = https.request(
        url,
        {
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          },
        },
        (response) => {
          for (const line of response.headers['set-cookie'] ?? []) {
            const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
            this.#cookies.set(name, value);
          }
          const chunks: Uint8Array[] = [];
          response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
          response.on('end', () =>
            answered({
              status: response.statusCode ?? 0,
              location: response.headers.location,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      request.on('error', failed);
      request.end(body);
    });
  }

  /** Follows redirects inside the provider; stops at a page or at the first address outside. */
  async browse(url: string, form?: Record<string, string> | [string, string][]): Promise<Answer & { url: string }> {
    let at = url;
    let answer = await this.ask(at, form);
    while (answer.location !== undefined) {
      at = new URL(answer.location, at).href;
      if (!new URL(at).hostname.endsWith(this.#home)) return { ...answer, url: at };
      answer = await this.ask(at);
    }
    return { ...answer, url: at };
  }

  /** From the authorize address to the consent screen. */
  async reachConsent(authorizeUrl: string, user: User): Promise<Answer & { url: string }> {
    const login = await this.browse(authorizeUrl);
    if (!login.body.includes('xl-form-email')) return login;
    const returnUrl = new URL(login.url).searchParams.get('ReturnUrl') ?? '';
    return this.browse('https://login.xero.com/identity/user/login', {
      email: user.email,
      password: user.password,
      ReturnUrl: returnUrl,
    });
  }

  /** Allows one organisation, or cancels without one; returns where the provider sent the browser. */
  async decide(consent: { url: string }, tenantId: string | undefined): Promise<string> {
    const consentId = new URL(consent.url).searchParams.get('consentId') ?? '';
    const decided = await this.browse('https://authorize.xero.com/consent', {
      consentId,
      ...(tenantId === undefined ? { decision: 'cancel' } : { decision: 'allow', tenantId }),
    });
    return decided.url;
  }
}
