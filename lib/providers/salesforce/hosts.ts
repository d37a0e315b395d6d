const domainSuffix = '.my.salesforce.com';

/** One label, or `<domain>--<name>.sandbox`, `<domain>.develop` and the like in front of the suffix (facts 1). */
const domainName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.){1,3}my\.salesforce\.com$/;

/** Hosts of the same company's screens, which are no hosts to sign in at: same name, other ending (facts 1 and 4). */
const screenSuffixes = ['.lightning.force.com', '.my.salesforce-setup.com'];

function hostOf(typed: string): string | undefined {
  const address = typed.includes('://') ? typed : `https://${typed}`;
  return URL.canParse(address) ? new URL(address).hostname.toLowerCase() : undefined;
}

/**
 * The My Domain host in what a person typed: a host name, an address of any of the org's screens, or the bare name of a
 * production org. Undefined for every host that is not below `my.salesforce.com` (SEC-11).
 */
export function readMyDomain(typed: string): string | undefined {
  const host = hostOf(typed.trim());
  if (host === undefined) return undefined;
  const screens = screenSuffixes.find((suffix) => host.endsWith(suffix));
  const domain = screens ? host.slice(0, -screens.length) + domainSuffix : host;
  const whole = domain.includes('.') ? domain : domain + domainSuffix;
  return domainName.test(whole) ? whole : undefined;
}

/** The base address of an org's API, when an answer names one of Salesforce's own hosts over https (SEC-11). */
export function readInstance(instanceUrl: unknown): string | undefined {
  if (typeof instanceUrl !== 'string' || !URL.canParse(instanceUrl)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(instanceUrl);
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === '';
  return isPlain && domainName.test(hostname) ? `https://${hostname}` : undefined;
}

/** What an org is called in the host names of all its screens (`acme`, `acme--uat.sandbox`). */
export function orgKeyOf(apiBase: string | undefined): string | undefined {
  return apiBase?.slice('https://'.length, -domainSuffix.length);
}
