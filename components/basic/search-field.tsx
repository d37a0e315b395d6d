import type { Ref } from 'preact';
import { useId } from 'preact/hooks';

/** A search box with its own label; Esc empties it before it closes anything else (UX-25). */
export function SearchField(props: {
  label: string;
  value: string;
  onInput(value: string): void;
  inputRef: Ref<HTMLInputElement>;
}) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || props.value === '') return;
    event.preventDefault();
    event.stopPropagation();
    props.onInput('');
  };
  return (
    <search class="search-field">
      <label for={id} class="visually-hidden">
        {props.label}
      </label>
      <input
        id={id}
        type="search"
        placeholder={props.label}
        value={props.value}
        ref={props.inputRef}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
}
