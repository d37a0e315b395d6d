import https from 'node:https';
import type { OrgUser } from '../salesforce/world.ts';

export interface Shown {
  url: string;
  status: number;
  body: string;
}

/** A person with a browser at Salesforce, as far as forms, redirects and cookies go; cookies stay with their domain. */
export class SalesforcePerson {
  readonly #cookies = new Map<string, Map<string, string>>();

  #ask(url: string, form?: Record<string, string>): Promise<{ status: number; location?: string; body: string }> {
    const body = form && new URLSearchParams(form).toString();
    const domain = new URL(url).hostname.split('.').slice(-2).join('.');
    const jar = this.#cookies.get(domain) ?? new Map<string, string>();
    this.#cookies.set(domain, jar);
    const headers = {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    return new Promise((answered, failed) => {
      const request = https.request(url, { method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
          jar.set(name, value);
        }
        const chunks: Uint8Array[] = [];
        response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        response.on('end', () => {
          const { location } = response.headers;
          const text = Buffer.concat(chunks).toString('utf8');
          answered({ status: response.statusCode ?? 0, body: text, ...(location ? { location } : {}) });
        });
      });
      request.on('error', failed);
      request.end(body);
    });
  }

  /** Follows redirects inside Salesforce; stops at a page, or at the first address outside. */
  async browse(url: string, form?: Record<string, string>): Promise<Shown> {
    let at = url;
    let answer = await this.#ask(at, form);
    while (answer.location !== undefined) {
      at = new URL(answer.location, at).href;
      if (!/\.(?:salesforce|force|salesforce-setup)\.com$/.test(new URL(at).hostname)) break;
      answer = await this.#ask(at);
    }
    return { url: at, status: answer.status, body: answer.body };
  }

  /** Fills in the sign-in page that is shown. */
  logIn(shown: Shown, user: OrgUser): Promise<Shown> {
    const { origin, searchParams } = new URL(shown.url);
    const startURL = searchParams.get('startURL') ?? '';
    return this.browse(`${origin}/`, { username: user.username, pw: user.password, startURL });
  }

  /** From the authorize address to the consent page, a refusal, or back at the app. */
  async authorize(url: string, user: OrgUser): Promise<Shown> {
    const shown = await this.browse(url);
    return shown.body.includes('id="username"') ? this.logIn(shown, user) : shown;
  }

  /** Presses Allow or Deny on the consent page; the address the browser ends at. */
  async decide(shown: Shown, decision: 'allow' | 'deny'): Promise<string> {
    const { origin, pathname, searchParams } = new URL(shown.url);
    return (await this.browse(origin + pathname, { source: searchParams.get('source') ?? '', decision })).url;
  }

  /** A whole sign-in; the address on the redirect URI. */
  async allow(url: string, user: OrgUser): Promise<URL> {
    const shown = await this.authorize(url, user);
    return new URL(shown.body.includes('id="oaapprove"') ? await this.decide(shown, 'allow') : shown.url);
  }
}
