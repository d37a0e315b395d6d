import { useId, useState } from 'preact/hooks';
import { tk, wordsLocale } from '../../../lib/browser/translate';
import type { ReportMessage } from '../../../lib/model/report-message';
import type { SiteDefinition } from '../../../lib/model/report-site';
import { providers } from '../../../lib/providers';
import { landmarksOf } from '../../../lib/report-tools/landmarks';
import { matchConnection } from '../../../lib/report-tools/match-connection';
import { readText } from '../../../lib/report-tools/read-text';
import { choices } from '../site-store';

/** Names are listed up to here. */
const mostNames = 5;

function Whose({ message, definition }: { message: ReportMessage; definition: SiteDefinition }) {
  const site = { id: '', definition, isOn: true, addedAtMs: 0, picks: [] };
  const match = matchConnection(message, choices.value, { site, providers });
  if (match.kind === 'none') return <li>{tk('console_sites_try_no_connection')}</li>;
  if (match.kind === 'one') return <li>{tk('console_sites_try_one', match.connection.companyName)}</li>;
  const names = match.connections.slice(0, mostNames).map(({ companyName }) => companyName);
  const list = new Intl.ListFormat(wordsLocale(), { type: 'disjunction' }).format(names);
  return <li>{tk('console_sites_try_some', list)}</li>;
}

/** Tries a definition on the copied text of a page: what it would find there. Nothing leaves the page. */
export function SiteTrial({ definition }: { definition: SiteDefinition | undefined }) {
  const id = useId();
  const [pasted, setPasted] = useState('');
  const [tried, setTried] = useState<string | undefined>(undefined);
  const message = tried === undefined || !definition ? undefined : readText(tried, landmarksOf(definition));
  return (
    <section class="panel">
      <h2>{tk('console_sites_try_title')}</h2>
      <div class="field">
        <label for={id}>{tk('console_sites_try_label')}</label>
        <textarea
          id={id}
          rows={6}
          spellcheck={false}
          value={pasted}
          aria-describedby={`${id}-hint`}
          onInput={(event) => setPasted(event.currentTarget.value)}
        />
        <p class="hint" id={`${id}-hint`}>
          {tk('console_sites_try_hint')}
        </p>
      </div>
      <button type="button" class="button" disabled={!definition} onClick={() => setTried(pasted)}>
        {tk('console_sites_try_action')}
      </button>
      <div class="trial-result" role="status">
        {tried !== undefined && definition && !message && <p>{tk('console_sites_try_none')}</p>}
        {message && definition && (
          <ul class="trial-finds">
            <li>{tk('console_sites_try_error', message.error)}</li>
            <li>
              {message.report === undefined
                ? tk('console_sites_try_report_none')
                : tk('console_sites_try_report', message.report)}
            </li>
            {message.integration !== undefined && <li>{tk('console_sites_try_whose', message.integration)}</li>}
            <Whose message={message} definition={definition} />
          </ul>
        )}
      </div>
    </section>
  );
}
