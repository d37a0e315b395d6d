import { useEffect, useId, useState } from 'preact/hooks';
import { EmptyState } from '../../../components/basic/empty-state';
import { placeHref } from '../../../components/state/places';
import { t, tk } from '../../../lib/browser/translate';
import { maxDefinitionLength } from '../../../lib/model/provider-definition';
import { closeDraft, draftMembers, draftSites, draftText, mistakes, openDraft, setDraft } from '../definition-draft';
import { isTrying, leaveTried, saveDefinition, trial, tryDefinition } from '../provider-actions';
import { ownDefinitions } from '../store';
import { hasField } from './provider-fields';
import { ProviderForm } from './provider-form';
import { ProviderTrial } from './provider-trial';

type Way = 'form' | 'text';

const wayWords = { form: 'definition_way_form', text: 'definition_way_text' } as const satisfies Record<Way, string>;

function Ways({ way, onChange }: { way: Way; onChange(way: Way): void }) {
  return (
    <fieldset class="ways">
      <legend>{tk('definition_way')}</legend>
      {(['form', 'text'] as const).map((each) => (
        <label class="check" key={each}>
          <input type="radio" name="way" value={each} checked={each === way} onChange={() => onChange(each)} />
          {tk(wayWords[each])}
        </label>
      ))}
    </fieldset>
  );
}

/** A file of the person's own disk; it is read here and goes nowhere. */
function Import({ onRead }: { onRead(text: string): void }) {
  const id = useId();
  const read = async (file: File | undefined): Promise<void> => {
    if (file) onRead(await file.slice(0, 4 * maxDefinitionLength).text());
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

function TextBox() {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{tk('definition_text')}</label>
      <textarea
        id={id}
        rows={24}
        spellcheck={false}
        value={draftText.value}
        onInput={(event) => setDraft(event.currentTarget.value)}
      />
    </div>
  );
}

/** Mistakes that have no field beside which they could stand. */
function OtherMistakes({ way }: { way: Way }) {
  const found = way === 'form' ? mistakes.value.filter(({ path }) => !hasField(path)) : mistakes.value;
  if (found.length === 0) return null;
  return (
    <ul class="mistakes" role="alert">
      {found.map(({ path, words }) => (
        <li key={`${path} ${words.key}`}>{t(words)}</li>
      ))}
    </ul>
  );
}

/** Also shown beside the save button, for people who save without testing. */
function TwoSites() {
  const sites = draftSites.value;
  return sites ? <p class="form-problem">{tk('definition_two_sites', ...sites)}</p> : null;
}

/** Moves to the first thing that has to be changed. */
function useFirstMistake(): void {
  const found = mistakes.value;
  useEffect(() => {
    if (found.length > 0)
      document.querySelector<HTMLElement>('[aria-invalid="true"], .provider-editor textarea')?.focus();
  }, [found]);
}

function Editor({ replaces }: { replaces: string | undefined }) {
  const [way, setWay] = useState<Way>('form');
  const shown = draftMembers.value ? way : 'text';
  useFirstMistake();
  const save = (event: Event): void => {
    event.preventDefault();
    void saveDefinition(replaces);
  };
  return (
    <form class="provider-editor" noValidate onSubmit={save}>
      <div class="toolbar">
        <Ways way={shown} onChange={setWay} />
        <Import onRead={setDraft} />
      </div>
      <OtherMistakes way={shown} />
      {shown === 'form' ? <ProviderForm /> : <TextBox />}
      {shown === 'form' && <p class="hint">{tk('definition_form_hint')}</p>}
      <ProviderTrial />
      <TwoSites />
      <div class="buttons sticky">
        <button type="button" class="button large" disabled={isTrying.value} onClick={() => void tryDefinition()}>
          {tk('definition_try')}
        </button>
        <button type="submit" class="button primary large">
          {tk('definition_save')}
        </button>
        <a class="button large" href={placeHref('providers')} onClick={closeDraft}>
          {tk('console_cancel')}
        </a>
      </div>
    </form>
  );
}

/** Writes a definition: as a form or as text, tried before it is saved. `id` is `new`, or that of a stored one. */
export function ProviderEditor({ id }: { id: string }) {
  const stored = ownDefinitions.value.find((definition) => definition.id === id);
  const isNew = id === 'new';
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    openDraft(isNew ? undefined : id, stored);
    trial.value = undefined;
    setOpen(true);
    addEventListener('pagehide', leaveTried);
    return () => {
      removeEventListener('pagehide', leaveTried);
      leaveTried();
    };
  }, [id]);
  if (!isNew && !stored) {
    return (
      <>
        <h1 tabIndex={-1}>{tk('console_own_title')}</h1>
        <EmptyState kind="no_result" title={tk('console_own_gone')} detail={tk('console_own_gone_detail')}>
          <a class="button primary" href={placeHref('providers')}>
            {tk('console_own_all')}
          </a>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <h1 tabIndex={-1}>{isNew ? tk('console_own_add') : tk('console_own_edit_title', stored?.name ?? '')}</h1>
      <p class="lead">{tk('console_own_editor_lead')}</p>
      {isOpen && <Editor replaces={isNew ? undefined : id} />}
    </>
  );
}
