import { useState } from 'preact/hooks';
import { Dialog } from '../../../components/basic/dialog';
import { EmptyState } from '../../../components/basic/empty-state';
import { ProviderTile } from '../../../components/basic/provider-tile';
import { placeHref } from '../../../components/state/places';
import { t, tk } from '../../../lib/browser/translate';
import type { Mistake } from '../../../lib/model/mistakes';
import type { ProviderDefinition } from '../../../lib/model/provider-definition';
import { builtIns } from '../../../lib/providers/custom/built-ins';
import { poseMistakes } from '../../../lib/providers/custom/pose';
import { findProfile } from '../../../lib/providers/profiles';
import { exportDefinition, removeDefinition } from '../provider-actions';
import { ownDefinitions } from '../store';
import { ProviderEditor } from './provider-editor';

function RemoveDialog({ definition, onClose }: { definition: ProviderDefinition; onClose(): void }) {
  const { name } = definition;
  const remove = (): void => {
    onClose();
    void removeDefinition(definition);
  };
  return (
    <Dialog title={tk('console_own_remove_title', name)} onClose={onClose}>
      <p>{tk('console_own_remove_detail', name)}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          {tk('console_cancel')}
        </button>
        <button type="button" class="button danger" onClick={remove}>
          {tk('console_own_remove')}
        </button>
      </div>
    </Dialog>
  );
}

/** A definition of version 0.1.0 that would not be stored today: it and its connections stay, and nothing is sent for it. */
function Unused({ mistakes }: { mistakes: readonly Mistake[] }) {
  return (
    <>
      <p class="form-problem">{tk('console_own_unused')}</p>
      <ul class="mistakes">
        {mistakes.map(({ path, words }) => (
          <li key={path}>{t(words)}</li>
        ))}
      </ul>
    </>
  );
}

function OwnProvider({ definition }: { definition: ProviderDefinition }) {
  const [isRemoving, setRemoving] = useState(false);
  const { id, name, endpoints } = definition;
  const posing = poseMistakes(definition, builtIns());
  return (
    <li class="panel">
      <h2 class="with-tile">
        <ProviderTile monogram={findProfile(id)?.monogram ?? ''} name={name} />
        <bdi>{name}</bdi>
      </h2>
      <p class="hint">
        <code>{id}</code> · {new URL(endpoints.token).host}
      </p>
      {posing.length > 0 && <Unused mistakes={posing} />}
      <div class="buttons">
        {posing.length === 0 && (
          <a class="button primary" href={placeHref('connect', id)}>
            {tk('console_own_connect', name)}
          </a>
        )}
        <a class="button" href={placeHref('providers', id)}>
          {tk('console_own_edit')}
        </a>
        <button type="button" class="button" onClick={() => exportDefinition(definition)}>
          {tk('console_own_export')}
        </button>
        <button type="button" class="button danger" onClick={() => setRemoving(true)}>
          {tk('console_own_remove')}
        </button>
      </div>
      {isRemoving && <RemoveDialog definition={definition} onClose={() => setRemoving(false)} />}
    </li>
  );
}

function AddButton({ isFirst }: { isFirst: boolean }) {
  return (
    <a class={isFirst ? 'button primary' : 'button'} href={placeHref('providers', 'new')}>
      {tk('console_own_add')}
    </a>
  );
}

/** Providers people described themselves; with an id, the one that is being written. */
export function ProvidersPage({ id }: { id: string | undefined }) {
  if (id !== undefined) return <ProviderEditor key={id} id={id} />;
  const own = ownDefinitions.value;
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_own_title')}</h1>
      <p class="lead">{tk('console_own_lead')}</p>
      {own.length === 0 ? (
        <EmptyState kind="empty" title={tk('console_own_none')} detail={tk('console_own_none_detail')}>
          <AddButton isFirst />
        </EmptyState>
      ) : (
        <>
          <div class="buttons">
            <AddButton isFirst={false} />
          </div>
          <ul class="providers">
            {own.map((definition) => (
              <OwnProvider key={definition.id} definition={definition} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
