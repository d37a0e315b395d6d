import type { RefObject } from 'preact';

/** `/` goes to the search box from anywhere but a field (UX-25); returns the way to stop that. */
export function focusOnSlash(box: RefObject<HTMLInputElement | null>): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const isInField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key !== '/' || isInField || !box.current) return;
    event.preventDefault();
    box.current.focus();
  };
  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}
