import { companyPlace, type ProviderDefinition, type ProviderDraft } from '../../model/provider-definition';

/** Match pattern of an address's host. */
function patternOf(address: string): string {
  return `https://${new URL(address).hostname}/*`;
}

function patternsOf(addresses: readonly (string | undefined)[]): string[] {
  const given = addresses.filter((address) => address !== undefined);
  return [...new Set(given.map(patternOf))].sort();
}

/** Match patterns of the hosts a connection calls; the sign-in page is opened for the person and needs no access of ours. */
export function calledPatterns({ endpoints, check, areas = [] }: ProviderDraft): string[] {
  return patternsOf([endpoints?.token, endpoints?.revocation, check.url, ...areas.map(({ url }) => url)]);
}

/** Match patterns of the hosts that are asked when a definition is tried: those of its connections, and discovery. */
export function triedPatterns(draft: ProviderDraft): string[] {
  return [...new Set([...calledPatterns(draft), ...patternsOf([draft.discovery])])].sort();
}

/** Origins that get tokens of a definition's connections. */
export function calledOrigins({ endpoints, check, areas = [] }: ProviderDefinition): string[] {
  const revocation = endpoints.revocation === undefined ? [] : [endpoints.revocation];
  const called = [endpoints.token, ...revocation, check.url, ...areas.map(({ url }) => url)];
  return [...new Set(called.map((address) => new URL(address.replaceAll(companyPlace, 'x')).origin))].sort();
}
