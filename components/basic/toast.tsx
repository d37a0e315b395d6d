import { useEffect, useState } from 'preact/hooks';
import { t, tk } from '../../lib/browser/translate';
import { closeToast, type Toast, toast } from '../state/notices';

/** How long good news stays: long enough to read it and to reach "Undo". Problems stay until they are closed. */
const stayMs = 10_000;

function ToastAction({ action }: { action: NonNullable<Toast['action']> }) {
  if ('href' in action) {
    return (
      <a class="button quiet" href={action.href} onClick={closeToast}>
        {t(action.label)}
      </a>
    );
  }
  const act = (): void => {
    closeToast();
    action.run();
  };
  return (
    <button type="button" class="button quiet" onClick={act}>
      {t(action.label)}
    </button>
  );
}

/** The message at the bottom of a page. Its words reach listeners through the live region, not from here. */
export function ToastBar() {
  const current = toast.value;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (current?.tone !== 'good' || isHeld) return undefined;
    const timer = setTimeout(closeToast, stayMs);
    return () => clearTimeout(timer);
  }, [current, isHeld]);
  if (!current) return null;
  return (
    <section
      class="toast"
      data-tone={current.tone}
      aria-label={tk('status_toast_label')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusCapture={() => setHeld(true)}
      onBlurCapture={() => setHeld(false)}
    >
      <p>{t(current.words)}</p>
      {current.action && <ToastAction action={current.action} />}
      <button type="button" class="icon-button" aria-label={tk('status_close')} onClick={closeToast}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
      </button>
    </section>
  );
}
