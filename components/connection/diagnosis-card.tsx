import { t, tk } from '../../lib/browser/translate';
import type { Guidance } from '../../lib/guidance/guidance';
import { CopyButton } from '../basic/copy-button';
import type { ConnectionView } from '../view/connection-view';
import { GuidanceButton } from './action-button';
import { Remedies } from './remedies';
import type { RunAction } from './row-actions';

function Steps({ guidance }: { guidance: Guidance }) {
  if (guidance.steps.length === 0) return null;
  return (
    <>
      {guidance.stepsFor && <p class="card-label">{t(guidance.stepsFor)}</p>}
      <ol class="steps">
        {guidance.steps.map((step) => (
          <li key={t(step)}>{t(step)}</li>
        ))}
      </ol>
    </>
  );
}

/** A mail to nobody yet: subject and text as they are shown, nothing else. */
function mailHref(subject: string, body: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

/** A ready message for the person who can act (UX-71). */
function AdminMessage({ guidance, hasOwnButton }: { guidance: Guidance; hasOwnButton: boolean }) {
  if (!guidance.adminMessage) return null;
  const words = t(guidance.adminMessage);
  return (
    <div class="admin-message">
      <p class="card-label">{tk('status_card_message')}</p>
      <blockquote>{words}</blockquote>
      <p class="buttons">
        {hasOwnButton && <CopyButton words={words} label={tk('status_action_copy_message')} />}
        <a class="button" href={mailHref(t(guidance.headline), words)}>
          {tk('status_action_mail_message')}
        </a>
      </p>
    </div>
  );
}

/** What the provider said, for support; closed until somebody wants it (UX-70). */
function TechnicalDetails({ guidance }: { guidance: Guidance }) {
  if (guidance.details.length === 0) return null;
  return (
    <details class="technical">
      <summary>{tk('status_card_technical')}</summary>
      <dl class="facts">
        {guidance.details.map(({ label, value }) => (
          <div key={label.key}>
            <dt>{t(label)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Why a connection fails, what to do, who acts, and what it means for the data. */
export function DiagnosisCard(props: {
  guidance: Guidance;
  view: ConnectionView;
  /** Left out where the row beside it has the button already. */
  onAction?: RunAction;
}) {
  const { guidance, view, onAction } = props;
  return (
    <div class="diagnosis-card" data-status={view.status}>
      {view.hasReconnectFailed && <p>{tk('status_card_still')}</p>}
      <p class="why">{t(guidance.why)}</p>
      <p class="card-label">{tk('status_card_todo')}</p>
      <p>{t(guidance.todo)}</p>
      <Remedies guidance={guidance} />
      <Steps guidance={guidance} />
      {onAction && <GuidanceButton guidance={guidance} view={view} onAction={onAction} />}
      <AdminMessage guidance={guidance} hasOwnButton={!onAction || view.primary?.kind !== 'copy_message'} />
      <p class="effect">{t(guidance.effect)}</p>
      <TechnicalDetails guidance={guidance} />
    </div>
  );
}
