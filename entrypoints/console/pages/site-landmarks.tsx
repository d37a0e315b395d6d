import { tk } from '../../../lib/browser/translate';
import type { NamePlace, Phrase, SiteDefinition } from '../../../lib/model/report-site';
import { genericLandmarks } from '../../../lib/report-tools/landmarks';

const rows = [
  ['error', 'console_sites_finds_error'],
  ['refreshed', 'console_sites_finds_refreshed'],
  ['report', 'console_sites_finds_report'],
  ['integration', 'console_sites_finds_integration'],
] as const;

function wordsOf(found: readonly Phrase[] | NamePlace): string {
  if ('map' in found)
    return found.map((phrase) => (typeof phrase === 'string' ? phrase : phrase.join(' + '))).join(', ');
  const { labels = [], selector } = found;
  return [...labels, ...(selector === undefined ? [] : [selector])].join(', ');
}

/** What a definition looks for, each kind with where it comes from: the site's own words, or those that fit any tool. */
export function SiteLandmarks({ definition }: { definition: SiteDefinition }) {
  return (
    <dl class="facts landmarks">
      {rows.map(([name, key]) => {
        const own = definition[name];
        return (
          <div key={name}>
            <dt>{tk(key)}</dt>
            <dd>
              <span class="hint">{tk(own ? 'console_sites_finds_own' : 'console_sites_finds_generic')}</span>{' '}
              {wordsOf(own ?? genericLandmarks[name])}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
