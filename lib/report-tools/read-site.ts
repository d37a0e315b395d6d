import { isAmong } from '../model/hosts';
import { type Mistake, readDocument } from '../model/mistakes';
import { maxSiteLength, SiteDefinition } from '../model/report-site';
import { failure, type Result } from '../model/result';
import { text } from '../model/text';

/** Whether two entries of host lists meet: one is the other, or stands below it. */
function meets(one: string, other: string): boolean {
  const bare = (host: string): string => host.replace(/^\*\./, '');
  return one === other || isAmong(bare(one), [other]) || isAmong(bare(other), [one]);
}

/**
 * Reads a site definition as typed, pasted or imported.
 *
 * @param taken hosts that belong to providers; no report tool may claim one
 */
export function readSite(typed: string, taken: readonly string[]): Result<SiteDefinition, Mistake[]> {
  const read = readDocument(typed, SiteDefinition, maxSiteLength);
  if (!read.ok) return read;
  const claimed = read.value.hosts.filter((host) => taken.some((other) => meets(host, other)));
  if (claimed.length === 0) return read;
  return failure(claimed.map((host) => ({ path: 'hosts', words: text('definition_mistake_host_of_provider', host) })));
}
