import { intacctPaths } from './intacct/paths';
import type { Path, ProviderPaths, SignFact } from './path';
import { quickbooksPaths } from './quickbooks/paths';
import type { ScreenFacts } from './screen';
import { xeroPaths } from './xero/paths';

const byProvider: ReadonlyMap<string, ProviderPaths> = new Map([
  ['quickbooks', quickbooksPaths],
  ['xero', xeroPaths],
  ['intacct', intacctPaths],
]);

/** All of them, for tests. */
export const providerPaths = byProvider;

/** The path of a cause at a provider, that for the failing area first; undefined where there is nothing to click. */
export function findPath(providerId: string, cause: string, area: string | undefined): Path | undefined {
  const own = (byProvider.get(providerId)?.paths ?? []).filter((path) => path.cause === cause);
  const forArea = own.find(({ only }) => only !== undefined && area !== undefined && only.areas.test(area));
  return forArea ?? own.find(({ only }) => only === undefined);
}

/** What a screen may tell about the connection. */
export function signFactsOf({ id, providerId }: Pick<ScreenFacts, 'id' | 'providerId'>): SignFact[] {
  return (byProvider.get(providerId)?.signs ?? []).filter(({ screens }) => screens.includes(id));
}
