import { useId, useState } from 'preact/hooks';
import { EmptyState } from '../../../components/basic/empty-state';
import { placeHref } from '../../../components/state/places';
import { t, tk } from '../../../lib/browser/translate';
import type { Mistake } from '../../../lib/model/mistakes';
import { maxSiteLength, type SiteDefinition } from '../../../lib/model/report-site';
import { genericLandmarks } from '../../../lib/report-tools/landmarks';
import { exportSite, readTyped, saveSite } from '../site-actions';
import { sites } from '../site-store';
import { SiteLandmarks } from './site-landmarks';
import { SiteTrial } from './site-trial';

/** What a new definition starts with: everything that can be said, with the words that fit any tool. */
const blank = { name: '', hosts: [''], ...genericLandmarks };

function toText(definition: object): string {
  return JSON.stringify(definition, null, 2);
}

function Import({ onRead }: { onRead(text: string): void }) {
  const id = useId();
  const read = async (file: File | undefined): Promise<void> => {
    if (file) onRead(await file.slice(0, 4 * maxSiteLength).text());
  };
  return (
    <div class="field">
      <label for={id}>{tk('definition_import')}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
    </div>
  );
}

function Mistakes({ found }: { found: readonly Mistake[] }) {
  if (found.length === 0) return null;
  return (
    <ul class="mistakes" role="alert">
      {found.map(({ path, words }) => (
        <li key={`${path} ${words.key}`}>{t(words)}</li>
      ))}
    </ul>
  );
}

function Editor({ replaces, stored }: { replaces: string | undefined; stored: SiteDefinition | undefined }) {
  const id = useId();
  const [typed, setTyped] = useState(toText(stored ?? blank));
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const read = readTyped(typed);
  const save = (event: Event): void => {
    event.preventDefault();
    void saveSite(typed, replaces === undefined ? {} : { replaces }).then(setMistakes);
  };
  return (
    <form class="provider-editor site-editor" noValidate onSubmit={save}>
      <Import onRead={setTyped} />
      <div class="field">
        <label for={id}>{tk('definition_text')}</label>
        <textarea
          id={id}
          rows={18}
          spellcheck={false}
          value={typed}
          aria-invalid={mistakes.length > 0}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Mistakes found={mistakes} />
      {read.ok && (
        <section class="panel">
          <h2>{tk('console_sites_finds_title')}</h2>
          <SiteLandmarks definition={read.value} />
        </section>
      )}
      <SiteTrial definition={read.ok ? read.value : undefined} />
      <p>{tk('console_sites_reason')}</p>
      <div class="buttons">
        <button type="submit" class="button primary large">
          {tk('definition_save')}
        </button>
        {read.ok && (
          <button type="button" class="button large" onClick={() => exportSite(read.value)}>
            {tk('console_own_export')}
          </button>
        )}
        <a class="button large" href={placeHref('sites')}>
          {tk('console_cancel')}
        </a>
      </div>
    </form>
  );
}

/** Writes what is looked for on a site. `id` is `new`, or that of a stored one. */
export function SiteEditor({ id }: { id: string }) {
  const isNew = id === 'new';
  const stored = sites.value.find(({ site }) => site.id === id)?.site.definition;
  if (!isNew && !stored) {
    return (
      <>
        <h1 tabIndex={-1}>{tk('console_nav_sites')}</h1>
        <EmptyState kind="no_result" title={tk('console_sites_gone')} detail={tk('console_own_gone_detail')}>
          <a class="button primary" href={placeHref('sites')}>
            {tk('console_sites_all')}
          </a>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <h1 tabIndex={-1}>
        {isNew ? tk('console_sites_new_title') : tk('console_sites_edit_title', stored?.name ?? '')}
      </h1>
      <p class="lead">{tk('console_sites_editor_lead')}</p>
      <Editor key={id} replaces={isNew ? undefined : id} stored={stored} />
    </>
  );
}
