import { t } from '../../lib/browser/translate';
import type { Guidance } from '../../lib/guidance/guidance';
import type { Text } from '../../lib/model/text';
import { placeHref } from '../state/places';
import type { ConnectionView } from '../view/connection-view';
import type { ActionKind } from '../view/primary-action';
import type { RunAction } from './row-actions';

interface ButtonFacts {
  kind: ActionKind;
  label: Text;
  isProminent: boolean;
}

/** Where an action is a place to go rather than something to do. */
function hrefOf(kind: ActionKind, view: ConnectionView): string | undefined {
  if (kind === 'open_link') return view.href;
  if (kind === 'open_apps') return placeHref('apps');
  return kind === 'decide' ? placeHref('choose') : undefined;
}

/** A button or link that does one thing to a connection; its name says to which. */
function ConnectionButton({
  facts,
  view,
  onAction,
  about,
}: {
  facts: ButtonFacts;
  view: ConnectionView;
  onAction: RunAction;
  about: string;
}) {
  const href = hrefOf(facts.kind, view);
  const className = facts.isProminent ? 'button primary row-action' : 'button row-action';
  const label = t(facts.label);
  const name = `${label}: ${about}`;
  if (href !== undefined) {
    return (
      <a
        class={className}
        href={href}
        aria-label={name}
        target={facts.kind === 'open_link' ? '_blank' : undefined}
        rel="noreferrer"
      >
        {label}
      </a>
    );
  }
  return (
    <button type="button" class={className} aria-label={name} onClick={() => onAction(facts.kind, view)}>
      {label}
    </button>
  );
}

/** The one primary button of a row (UX-22); nothing where nothing helps. `name`: whom it acts for, where that is not the company. */
export function PrimaryButton(props: { view: ConnectionView; onAction: RunAction; name?: string }) {
  const { view, onAction, name = view.companyName } = props;
  return view.primary ? <ConnectionButton facts={view.primary} view={view} onAction={onAction} about={name} /> : null;
}

/** The button the guidance names, in its own longer words; nothing where the row's state forbids it. */
export function GuidanceButton(props: { guidance: Guidance; view: ConnectionView; onAction: RunAction }) {
  const { guidance, view, onAction } = props;
  if (!guidance.button || guidance.button.action !== view.primary?.kind) {
    return <PrimaryButton view={view} onAction={onAction} />;
  }
  const facts = { ...view.primary, label: guidance.button.label };
  return <ConnectionButton facts={facts} view={view} onAction={onAction} about={view.companyName} />;
}
