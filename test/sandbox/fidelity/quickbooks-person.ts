import type { Sandbox } from '../sandbox.ts';
import { Person } from './person.ts';

/** Where somebody in front of the consent page stands. */
interface Consent {
  person: Person;
  url: string;
  body: string;
}

/** Signs in where asked to, and reaches whatever page or address that leads to. */
export async function reachConsent(sandbox: Sandbox, authorizeUrl: string, email: string): Promise<Consent> {
  const person = new Person('.intuit.com');
  const first = await person.browse(authorizeUrl);
  if (!first.body.includes('name="Password"')) return { person, url: first.url, body: first.body };
  const page = await person.browse('https://accounts.intuit.com/app/sign-in', {
    Email: email,
    Password: sandbox.control.quickbooks.user(email).password,
    return_url: new URL(first.url).searchParams.get('return_url') ?? '',
  });
  return { person, url: page.url, body: page.body };
}

const plain = (text: string): string =>
  text
    .replace(/&amp;/g, '&')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"');

/** Companies in the selector, in their order. */
export function offered(body: string): string[] {
  return [...body.matchAll(/<input type="radio"[^>]*> ([^<]+)<\/label>/g)].map(([, name]) => plain(name ?? ''));
}

/** Presses a button of the page with a company chosen; returns the page or the address outside that it leads to. */
export function decide(
  { person, body }: Pick<Consent, 'person' | 'body'>,
  companyName: string,
  decision: 'connect' | 'switch' | 'cancel',
): Promise<{ url: string; body: string }> {
  const request = plain(/name="request" value="([^"]*)"/.exec(body)?.[1] ?? '');
  const hidden = /name="company" value="(\d+)">\n/.exec(body)?.[1];
  return person.browse('https://appcenter.intuit.com/app/connect/oauth2/authorize', {
    request,
    company: hidden ?? String(offered(body).indexOf(companyName)),
    decision,
  });
}
