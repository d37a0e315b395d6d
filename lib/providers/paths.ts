import type { Diagnosis } from '../model/diagnosis';
import { intacctPaths } from './intacct/paths';
import type { Path, ProviderPaths, SignFact } from './path';
import { quickbooksPaths } from './quickbooks/paths';
import { salesforcePaths } from './salesforce/paths';
import type { ScreenFacts } from './screen';
import { xeroPaths } from './xero/paths';

const byProvider: ReadonlyMap<string, ProviderPaths> = new Map([
  ['quickbooks', quickbooksPaths],
  ['xero', xeroPaths],
  ['intacct', intacctPaths],
  ['salesforce', salesforcePaths],
]);

/** All of them, for tests. */
export const providerPaths = byProvider;

/** What a failure tells that picks a path: the area that fails, and the provider's own words for it. */
type PathFacts = Pick<Diagnosis['facts'], 'area' | 'code' | 'description'>;

function isFor({ only }: Path, { area, code, description }: PathFacts): boolean {
  if (!only) return false;
  const isOfArea = area !== undefined && only.areas?.test(area) === true;
  return isOfArea || only.says?.test(`${code ?? ''} ${description ?? ''}`) === true;
}

/** The path of a cause at a provider, that for this very failure first; undefined where there is nothing to click. */
export function findPath(providerId: string, cause: string, facts: PathFacts): Path | undefined {
  const own = (byProvider.get(providerId)?.paths ?? []).filter((path) => path.cause === cause);
  return own.find((path) => isFor(path, facts)) ?? own.find(({ only }) => only === undefined);
}

/** Where that path stands in the provider's list, in which what mends more comes later; -1 where there is none. */
export function placeOfPath(providerId: string, cause: string, facts: PathFacts): number {
  const path = findPath(providerId, cause, facts);
  return path ? (byProvider.get(providerId)?.paths ?? []).indexOf(path) : -1;
}

/** What a screen may tell about the connection. */
export function signFactsOf({ id, providerId }: Pick<ScreenFacts, 'id' | 'providerId'>): SignFact[] {
  return (byProvider.get(providerId)?.signs ?? []).filter(({ screens }) => screens.includes(id));
}
