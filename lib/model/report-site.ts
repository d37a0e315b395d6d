import * as z from 'zod/mini';
import { maxNameLength } from './report-limits';
import { isTidy } from './showable';

/** Longest text of a site definition that is read, in UTF-16 units. */
export const maxSiteLength = 16_000;

/** A whole host name in lower case, or `*.example.com` for every host below one; never a bare ending such as `*.com`. */
const hostShape = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

// The message of a check names the mistake; `lib/model/mistakes` has a sentence for each.
const shown = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.refine(isTidy, 'text_shape'));
const host = () => z.string().check(z.maxLength(253), z.regex(hostShape, 'host_shape'));

/** Words by which something is found in a page: a phrase, or several that all have to stand near each other. */
const phrase = () => z.union([shown(80), z.array(shown(80)).check(z.minLength(1), z.maxLength(4))]);

/** Where a name stands in a page: behind or below a label, or in an element of its own. */
const place = () =>
  z.strictObject({
    labels: z.optional(z.array(shown(40)).check(z.maxLength(30))),
    selector: z.optional(shown(200)),
  });

const definition = () =>
  z.strictObject({
    name: shown(60),
    hosts: z.array(host()).check(z.minLength(1), z.maxLength(10)),
    /** What an error message says that may be about a connection. */
    error: z.optional(z.array(phrase()).check(z.minLength(1), z.maxLength(60))),
    /** What the tool says after its own sign-in was renewed. */
    refreshed: z.optional(z.array(shown(80)).check(z.maxLength(30))),
    /** Where the name of the report stands. */
    report: z.optional(place()),
    /** Where it stands whose data it is: provider, company, or both. */
    integration: z.optional(place()),
  });

/** What Ledgerline looks for on a report tool's pages, as written or imported. What is left out is looked for as on any site. */
export const SiteDefinition = z.lazy(definition);
export type SiteDefinition = z.infer<typeof SiteDefinition>;

/** Which connection the person said a name in a tool stands for; the name as `wordsOf` makes it, '' where there is none. */
export const SitePicks = z.lazy(() =>
  z.array(z.object({ named: z.string().check(z.maxLength(maxNameLength)), connectionId: z.string() })),
);

/** A report tool a person added. */
export const ReportSite = z.lazy(() =>
  z.object({
    id: z.string(),
    definition: definition(),
    isOn: z.boolean(),
    addedAtMs: z.number(),
    picks: SitePicks,
  }),
);
export type ReportSite = z.infer<typeof ReportSite>;

export type Phrase = NonNullable<SiteDefinition['error']>[number];
export type NamePlace = NonNullable<SiteDefinition['report']>;

/** Everything there is to look for on a site. */
export interface Landmarks {
  error: readonly Phrase[];
  refreshed: readonly string[];
  report: NamePlace;
  integration: NamePlace;
}

/** Match patterns the watcher is registered on for a site, and the browser is asked for. */
export function sitePatterns({ hosts }: Pick<SiteDefinition, 'hosts'>): string[] {
  return hosts.map((name) => `https://${name}/*`);
}
