import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../../components/view/connection-view';
import { t, tk } from '../../../lib/browser/translate';
import { rename } from '../actions';

function RenameForm({ view, onDone }: { view: ConnectionView; onDone(): void }) {
  const [name, setName] = useState(view.companyName);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const nameAtProvider = view.nameAtProvider ?? view.companyName;
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wanted = name.trim() === nameAtProvider ? '' : name.trim();
    const nickname = view.nameAtProvider === undefined ? '' : view.companyName;
    if (wanted === nickname || (await rename(view.id, wanted, { nickname, shown: view.companyName }))) onDone();
  };
  return (
    <form class="rename" onSubmit={(event) => void save(event)}>
      <label for={id}>{tk('console_rename_label')}</label>
      <input
        id={id}
        value={name}
        maxLength={120}
        ref={field}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <p class="hint" id={`${id}-hint`}>
        {tk('console_rename_hint', nameAtProvider)}
      </p>
      <div class="buttons">
        <button type="submit" class="button primary">
          {tk('console_rename_save')}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {tk('console_cancel')}
        </button>
      </div>
    </form>
  );
}

/** The heading of a connection's page, which can be changed in place. */
export function ConnectionName({ view }: { view: ConnectionView }) {
  const [isEditing, setEditing] = useState(false);
  return (
    <div class="connection-name">
      <h1 tabIndex={-1}>
        <bdi>{view.companyName}</bdi>
        {view.tag && <span class="tag">{t(view.tag)}</span>}
      </h1>
      {isEditing ? (
        <RenameForm view={view} onDone={() => setEditing(false)} />
      ) : (
        <button type="button" class="button quiet" onClick={() => setEditing(true)}>
          {tk('console_rename')}
        </button>
      )}
    </div>
  );
}
