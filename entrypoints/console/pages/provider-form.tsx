import { useId, useState } from 'preact/hooks';
import { t } from '../../../lib/browser/translate';
import { draftValue, mistakes, setDraftValue } from '../definition-draft';
import { type FormField, fieldGroups, isAt, toShown, toValue } from './provider-fields';

function Problem({ field, id }: { field: FormField; id: string }) {
  const found = mistakes.value.filter(({ path }) => isAt(field, path));
  return (
    <p class="form-problem" id={id} role="alert">
      {found.map(({ words }) => t(words)).join(' ')}
    </p>
  );
}

function Flag({ field }: { field: FormField }) {
  const id = useId();
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={draftValue(field.path) === true}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setDraftValue(field.path, event.currentTarget.checked)}
        />
        {t(field.label)}
      </label>
      <Problem field={field} id={`${id}-problem`} />
    </div>
  );
}

function Choice({ field, id, described }: { field: FormField; id: string; described: string }) {
  if (field.kind !== 'choice') return null;
  const value = toShown(field, draftValue(field.path));
  return (
    <select
      id={id}
      value={value}
      aria-describedby={described}
      onChange={(event) => setDraftValue(field.path, toValue(field, event.currentTarget.value))}
    >
      {field.options.map((option) => (
        <option key={option.value} value={option.value}>
          {t(option.label)}
        </option>
      ))}
    </select>
  );
}

function Line({ field, id, described }: { field: FormField; id: string; described: string }) {
  // What is being typed is kept as it is typed: a list loses the space at its end on the way through the definition.
  const [shown, setShown] = useState(toShown(field, draftValue(field.path)));
  const isSame = JSON.stringify(toValue(field, shown)) === JSON.stringify(draftValue(field.path));
  return (
    <input
      id={id}
      value={isSame ? shown : toShown(field, draftValue(field.path))}
      spellcheck={false}
      inputMode={field.kind === 'number' ? 'numeric' : undefined}
      aria-invalid={mistakes.value.some(({ path }) => isAt(field, path))}
      aria-describedby={described}
      onInput={(event) => {
        setShown(event.currentTarget.value);
        setDraftValue(field.path, toValue(field, event.currentTarget.value));
      }}
    />
  );
}

function Field({ field }: { field: FormField }) {
  const id = useId();
  if (field.kind === 'flag') return <Flag field={field} />;
  const described = `${id}-hint ${id}-problem`;
  return (
    <div class="field">
      <label for={id}>
        {t(field.label)} <code class="field-place">{field.path}</code>
      </label>
      {field.kind === 'choice' ? (
        <Choice field={field} id={id} described={described} />
      ) : (
        <Line field={field} id={id} described={described} />
      )}
      {field.hint && (
        <p class="hint" id={`${id}-hint`}>
          {t(field.hint)}
        </p>
      )}
      <Problem field={field} id={`${id}-problem`} />
    </div>
  );
}

/** The definition as fields; the same text stands behind them. */
export function ProviderForm() {
  return (
    <>
      {fieldGroups.map(({ title, fields }) => (
        <fieldset class="panel field-group" key={title.key}>
          <legend>{t(title)}</legend>
          {fields.map((field) => (
            <Field key={field.path} field={field} />
          ))}
        </fieldset>
      ))}
    </>
  );
}
