import type { ProviderDraft } from '../../model/provider-definition';

/*
 * Whether two hosts belong to the same site, that is, to somebody who could register one name for both (SEC-47).
 *
 * The exact answer is a list of public suffixes that changes every week. This is a small rule that errs towards a warning: a
 * site is the last two labels of a host name. It is the last three where the last label has two letters (a country) and the
 * one before is short or general, as in co.uk and com.au, and below the names of services where anybody gets a host.
 * IP addresses and single labels are sites of their own.
 */

const generalLabels = new Set(['com', 'net', 'org', 'edu', 'gov', 'govt', 'info', 'asso', 'gouv', 'gob']);

/** Services where every customer has a host of their own beside those of strangers. */
const sharedSites = new Set([
  'amazonaws.com',
  'azurewebsites.net',
  'cloudfront.net',
  'firebaseapp.com',
  'github.io',
  'herokuapp.com',
  'netlify.app',
  'ngrok.app',
  'onrender.com',
  'pages.dev',
  'run.app',
  'vercel.app',
  'web.app',
  'windows.net',
  'workers.dev',
]);

function siteOf(hostname: string): string {
  const host = hostname.replace(/\.+$/, '');
  if (/^\[|^[\d.]+$/.test(host)) return host;
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  if (sharedSites.has(`${second}.${top}`)) return host;
  const isGeneral = top.length === 2 && (second.length <= 3 || generalLabels.has(second));
  return labels.slice(isGeneral ? -3 : -2).join('.');
}

/** Whether two addresses have the same scheme, host and port: what a secret of the one may not leave (SEC-46). */
export function isSameOrigin(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}

/** Whether two addresses are on the same site, as far as that can be told without a list of public suffixes. */
export function isSameSite(one: string, other: string): boolean {
  return siteOf(new URL(one).hostname) === siteOf(new URL(other).hostname);
}

/**
 * The hosts of the sign-in page and of the token address, where they are on two sites: people see the one, and app key and
 * tokens go to the other. Undefined where both are on one site, or not known yet. Worth a warning, and not forbidden.
 */
export function twoSites({ endpoints }: Pick<ProviderDraft, 'endpoints'>): [signIn: string, token: string] | undefined {
  if (!endpoints || isSameSite(endpoints.authorize, endpoints.token)) return undefined;
  return [new URL(endpoints.authorize).host, new URL(endpoints.token).host];
}
