import { hostOfPattern } from '../../model/hosts';
import type { ProviderProfile } from '../profile';
import type { Provider } from '../provider';

/** What of a built-in provider belongs to it alone: its names, and host names; `*.example.com` is every host below that one. */
export interface BuiltIn {
  name: string;
  names: readonly string[];
  hosts: readonly string[];
}

/** A built-in provider as far as its profile tells, for pages that do not load more. */
export function builtInOfProfile({ id, name, hosts }: ProviderProfile): BuiltIn {
  return { name, names: [name, id], hosts: [...hosts.connection, ...hosts.guidance].map(hostOfPattern) };
}

/** A built-in provider with every host that it signs in at, calls or shows screens on. */
export function builtInOf(provider: Provider): BuiltIn {
  const profile = builtInOfProfile(provider);
  const signIn = provider.environments.flatMap((environment) => {
    const { authorizeUrl, tokenUrl, revocation } = provider.oauth({ environment });
    return [authorizeUrl, tokenUrl, ...(revocation ? [revocation.url] : [])].map((url) => new URL(url).hostname);
  });
  const screens = provider.screens.flatMap((screen) => screen.hosts);
  return { ...profile, hosts: [...new Set([...profile.hosts, ...signIn, ...provider.apiHosts, ...screens])] };
}
