/** The host of an address as a person types or pastes it, with or without `https://`; undefined when it is none. */
export function readHost(typed: string): string | undefined {
  const address = typed.trim();
  const whole = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname } = new URL(whole);
  const isName = hostname.includes('.') && !/^[\d.]+$/.test(hostname);
  return protocol === 'https:' && isName ? hostname : undefined;
}
