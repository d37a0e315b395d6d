import { hostOfPattern } from '../model/hosts';
import type { Provider } from '../providers/provider';

/** Hosts that belong to providers: hints on those have rules of their own, so no report tool may claim one. */
export function takenHosts(providers: readonly Pick<Provider, 'hosts' | 'screens'>[]): string[] {
  return providers.flatMap(({ hosts, screens }) => [
    ...[...hosts.connection, ...hosts.guidance].map(hostOfPattern),
    ...screens.flatMap((screen) => screen.hosts),
  ]);
}
