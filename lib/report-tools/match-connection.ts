import type { Connection } from '../model/connection';
import { maxNameLength } from '../model/report-limits';
import type { ReportMessage } from '../model/report-message';
import type { ReportSite } from '../model/report-site';
import { coreName, holdsWords, wordsOf } from './words';

/** Which connection a message is about: one, one of several, or none that is watched. */
export type Match =
  | { kind: 'one'; connection: Connection }
  | { kind: 'some'; connections: readonly Connection[] }
  | { kind: 'none' };

/** What stands for a provider in a page: its name, and the first word of it where that is telling. */
export interface NamedProvider {
  id: string;
  name: string;
}

/** First words too common to stand for a provider. */
const common = new Set(['my', 'the', 'own', 'new', 'online']);

function isNamed(text: string, { name }: NamedProvider): boolean {
  const words = wordsOf(name);
  const first = words.split(' ')[0] ?? '';
  return holdsWords(text, words) || (first.length > 3 && !common.has(first) && holdsWords(text, first));
}

function namesOf({ companyName, nickname }: Connection): string[] {
  return [companyName, ...(nickname === undefined ? [] : [nickname])].map(coreName);
}

/** The connections whose company is named; a name that is only part of another one that is named counts for nothing. */
function named(text: string, connections: readonly Connection[]): Connection[] {
  const hits = connections.flatMap((connection) => {
    const held = namesOf(connection).filter((name) => holdsWords(text, name));
    const longest = held.reduce((best, name) => (name.length > best.length ? name : best), '');
    return longest === '' ? [] : [{ connection, name: longest }];
  });
  const isPart = (name: string): boolean =>
    hits.some((other) => other.name.length > name.length && holdsWords(other.name, name));
  return hits.filter(({ name }) => !isPart(name)).map(({ connection }) => connection);
}

function toMatch(connections: readonly Connection[]): Match {
  const [first] = connections;
  if (!first) return { kind: 'none' };
  return connections.length === 1 ? { kind: 'one', connection: first } : { kind: 'some', connections };
}

/** What the page calls the integration, as the person's choice for it is kept: '' where the page names none. */
export function pickKey(integration = ''): string {
  return wordsOf(integration).slice(0, maxNameLength);
}

/**
 * Finds the connection a message is about: by the person's own choice for this name, else by the company and provider the
 * page names. A provider alone, or nothing, never decides: then all that are left are candidates. Pure.
 */
export function matchConnection(
  message: ReportMessage,
  connections: readonly Connection[],
  { site, providers }: { site: ReportSite; providers: readonly NamedProvider[] },
): Match {
  const picked = site.picks.find((pick) => pick.named === pickKey(message.integration));
  const chosen = connections.find(({ id }) => id === picked?.connectionId);
  if (chosen) return { kind: 'one', connection: chosen };
  // What stands under a label is about the integration; the other texts name it only where that is missing.
  const texts = message.integration === undefined ? [message.error, message.report ?? ''] : [message.integration];
  const text = wordsOf(texts.join(' | '));
  const namedProviders = providers.filter((provider) => isNamed(text, provider)).map(({ id }) => id);
  const atProvider =
    namedProviders.length === 0
      ? connections
      : connections.filter(({ providerId }) => namedProviders.includes(providerId));
  const byName = named(text, atProvider);
  if (byName.length > 0) return toMatch(byName);
  return atProvider.length === 0 ? { kind: 'none' } : { kind: 'some', connections: atProvider };
}
