/** Whether a host name is one of these; `*.example.com` stands for every host below it, and for nothing that only ends alike. */
export function isAmong(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
}

/** The host of a match pattern, with its wildcard: `https://*.example.com/*` is `*.example.com`. */
export function hostOfPattern(pattern: string): string {
  return pattern.replace(/^[^/]*\/\//, '').replace(/\/.*$/, '');
}
