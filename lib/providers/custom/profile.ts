import { companyPlace, type ProviderDefinition } from '../../model/provider-definition';
import type { ProviderProfile } from '../profile';
import { calledPatterns } from './hosts';

/** An address of a definition with a company's id in its place. */
export function addressFor(template: string, companyId: string): string {
  return template.replaceAll(companyPlace, encodeURIComponent(companyId));
}

function monogramOf(name: string): string {
  const letters = name.split(/[\s.-]+/).flatMap((word) => [...word].slice(0, 1));
  return letters.slice(0, 2).join('').toLocaleUpperCase('en');
}

/** A provider of one's own as pages show it. Pure. */
export function customProfile(definition: ProviderDefinition): ProviderProfile {
  const { id, name, clientAuth, links = {}, messages } = definition;
  return {
    id,
    name,
    monogram: monogramOf(name),
    environments: ['production'],
    hosts: { connection: calledPatterns(definition), guidance: [] },
    tokenOrigin: new URL(definition.endpoints.token).origin,
    links: ({ company }) =>
      Object.fromEntries(
        Object.entries(links).flatMap(([place, address]) =>
          address === undefined || (address.includes(companyPlace) && company.screenKey === undefined)
            ? []
            : [[place, addressFor(address, company.screenKey ?? '')]],
        ),
      ),
    appPortal: {
      ...(links.apps === undefined || links.apps.includes(companyPlace) ? {} : { url: links.apps }),
      steps: 3,
      words: 'own',
      wantsSecret: clientAuth !== 'none',
    },
    ...(messages === undefined ? {} : { notes: messages }),
  };
}
