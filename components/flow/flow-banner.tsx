import { t, tk } from '../../lib/browser/translate';
import { placeHref } from '../state/places';
import type { FlowAction, FlowActionKind, FlowView } from '../view/flow-view';

function hrefOf(kind: FlowActionKind): string | undefined {
  if (kind === 'choose' || kind === 'decide') return placeHref('choose');
  return kind === 'open_apps' ? placeHref('apps') : undefined;
}

function FlowButton({ action, onAction }: { action: FlowAction; onAction(kind: FlowActionKind): void }) {
  const href = hrefOf(action.kind);
  const className = action.isPrimary ? 'button primary' : 'button quiet';
  if (href !== undefined) {
    return (
      <a class={className} href={href}>
        {t(action.label)}
      </a>
    );
  }
  return (
    <button type="button" class={className} onClick={() => onAction(action.kind)}>
      {t(action.label)}
    </button>
  );
}

/** The true progress of a pending sign-in, also after the page was closed and opened again (UX-23). */
export function FlowBanner({ view, onAction }: { view: FlowView; onAction(kind: FlowActionKind): void }) {
  return (
    <section class="flow-banner" data-tone={view.tone} aria-label={tk('flow_label')}>
      <h2>{t(view.title)}</h2>
      {view.detail && <p>{t(view.detail)}</p>}
      {view.actions.length > 0 && (
        <div class="buttons">
          {view.actions.map((action) => (
            <FlowButton key={action.kind} action={action} onAction={onAction} />
          ))}
        </div>
      )}
    </section>
  );
}
