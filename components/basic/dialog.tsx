import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A native modal dialog: focus is kept inside and given back, Esc closes it. Shown as long as it is rendered.
 *
 * Whoever renders it is asked to stop as soon as Esc is pressed. A browser tells of a closed dialog a moment later:
 * until then it was still rendered, and whoever pressed its button again in that moment got nothing. Some browsers
 * close at a second Esc without asking; only that is what `close` is listened to for.
 */
export function Dialog(props: { title: string; onClose(): void; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // A dialog that is taken out of the page without being closed keeps the focus for nobody.
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      class="dialog"
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClose={(event) => {
        if (event.currentTarget.isConnected) props.onClose();
      }}
    >
      <h2 id={titleId}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
