import { companyPlace, type ProviderDefinition } from '../../model/provider-definition';
import type { ProviderProfile } from '../profile';

/** An address of a definition with a company's id in its place. */
export function addressFor(template: string, companyId: string): string {
  return template.replaceAll(companyPlace, encodeURIComponent(companyId));
}

/** Match pattern of an address's host. */
function patternOf(address: string): string {
  return `https://${new URL(address).hostname}/*`;
}

/** Addresses the worker calls by itself; the sign-in page is opened for the person and needs no access of ours. */
function calledAddresses({ endpoints, check, areas }: ProviderDefinition): string[] {
  const { token, revocation } = endpoints;
  return [token, ...(revocation === undefined ? [] : [revocation]), check.url, ...(areas ?? []).map(({ url }) => url)];
}

function monogramOf(name: string): string {
  const letters = name.split(/[\s.-]+/).flatMap((word) => [...word].slice(0, 1));
  return letters.slice(0, 2).join('').toLocaleUpperCase('en');
}

/** A provider of one's own as pages show it. Pure. */
export function customProfile(definition: ProviderDefinition): ProviderProfile {
  const { id, name, clientAuth, links = {}, issuer, messages } = definition;
  return {
    id,
    name,
    monogram: monogramOf(name),
    environments: ['production'],
    hosts: { connection: [...new Set(calledAddresses(definition).map(patternOf))].sort(), guidance: [] },
    links: ({ company }) =>
      Object.fromEntries(
        Object.entries(links).flatMap(([place, address]) =>
          address === undefined || (address.includes(companyPlace) && company.screenKey === undefined)
            ? []
            : [[place, addressFor(address, company.screenKey ?? '')]],
        ),
      ),
    appPortal: { url: links.apps ?? issuer, steps: 0, wantsSecret: clientAuth !== 'none' },
    ...(messages === undefined ? {} : { notes: messages }),
  };
}
