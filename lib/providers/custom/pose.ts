import type { Mistake } from '../../model/mistakes';
import { companyPlace, type ProviderDraft } from '../../model/provider-definition';
import { text } from '../../model/text';
import type { BuiltIn } from './built-in';
import { looksLike } from './look-alike';

/** The host name of an address, in the one form it is compared in: a dot at its end means nothing. */
function hostOf(address: string): string {
  return new URL(address.replaceAll(companyPlace, 'x')).hostname.replace(/\.+$/, '');
}

/** Whether a host is this one or below it. */
function isWithin(host: string, known: string): boolean {
  const top = known.replace(/^\*\./, '');
  return host === top || host.endsWith(`.${top}`);
}

/** Every address of a definition, by its place. */
function addressesOf(draft: ProviderDraft): [path: string, address: string][] {
  const { discovery, issuer, endpoints = {}, check, areas = [], links = {} } = draft;
  const within = (group: string, members: object): [string, unknown][] =>
    Object.entries(members).map(([name, address]) => [`${group}.${name}`, address]);
  const all: [string, unknown][] = [
    ['discovery', discovery],
    ['issuer', issuer],
    ...within('endpoints', endpoints),
    ['check.url', check.url],
    ...areas.map(({ url }, index): [string, unknown] => [`areas[${index}].url`, url]),
    ...within('links', links),
  ];
  return all.flatMap(([path, address]) => (typeof address === 'string' ? [[path, address]] : []));
}

/**
 * What in a definition belongs to a built-in provider: a name that passes for its name, or an address on one of its hosts
 * (SEC-47). People who sign in there believe that they deal with that provider, while tokens go where the definition says.
 */
export function poseMistakes(draft: ProviderDraft, builtIns: readonly BuiltIn[]): Mistake[] {
  const like = builtIns.find(({ names }) => names.some((name) => looksLike(draft.name, name)));
  const named: Mistake[] = like
    ? [{ path: 'name', words: text('definition_mistake_name_of_built_in', like.name) }]
    : [];
  const placed = addressesOf(draft).flatMap(([path, address]): Mistake[] => {
    const host = hostOf(address);
    const owner = builtIns.find(({ hosts }) => hosts.some((known) => isWithin(host, known)));
    return owner ? [{ path, words: text('definition_mistake_host_of_built_in', path, host, owner.name) }] : [];
  });
  return [...named, ...placed];
}
