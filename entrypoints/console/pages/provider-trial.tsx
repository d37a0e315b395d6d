import { useEffect, useRef } from 'preact/hooks';
import { t, tk } from '../../../lib/browser/translate';
import type { DryRunStep, StepOutcome } from '../../../lib/model/dry-run';
import { draftText } from '../definition-draft';
import { isTrying, trial, tryDefinition } from '../provider-actions';

/** Told by word and shape, never by colour alone (UX-01). */
const outcomeWords = {
  good: 'definition_outcome_good',
  note: 'definition_outcome_note',
  wrong: 'definition_outcome_wrong',
  left_out: 'definition_outcome_left_out',
} as const satisfies Record<StepOutcome, string>;

const stepNames = {
  access: 'definition_try_access',
  discovery: 'definition_try_discovery',
  sites: 'definition_try_sites',
  token: 'definition_try_token',
  app_key: 'definition_try_app_key',
  revocation: 'definition_try_revocation',
  check: 'definition_try_check',
} as const satisfies Record<DryRunStep['id'], string>;

function Step({ step }: { step: DryRunStep }) {
  return (
    <li data-outcome={step.outcome}>
      <span class="outcome">{tk(outcomeWords[step.outcome])}</span>
      <span>
        <b>{tk(stepNames[step.id])}</b> {t(step.words)}
      </span>
    </li>
  );
}

function Summary({ steps }: { steps: readonly DryRunStep[] }) {
  const count = steps.filter(({ outcome }) => outcome === 'wrong').length;
  return (
    <p>{count === 0 ? tk('definition_try_fine') : t({ key: 'definition_try_mend', count, values: [`${count}`] })}</p>
  );
}

/** What trying the definition came to, step by step. */
export function ProviderTrial() {
  const run = trial.value?.definition === draftText.value ? trial.value : undefined;
  const heading = useRef<HTMLHeadingElement>(null);
  const last = trial.value;
  useEffect(() => {
    // The form is long: what came out is brought before the eyes, and read out.
    if (last) heading.current?.focus();
  }, [last]);
  return (
    <section class="panel trial" aria-live="polite" aria-busy={isTrying.value}>
      <h2 tabIndex={-1} ref={heading}>
        {tk('definition_try_title')}
      </h2>
      {!run && <p class="hint">{tk(isTrying.value ? 'definition_try_running' : 'definition_try_hint')}</p>}
      {run && (
        <>
          <Summary steps={run.steps} />
          <ol class="trial-steps">
            {run.steps.map((step) => (
              <Step key={`${step.id} ${step.words.key}`} step={step} />
            ))}
          </ol>
          {run.missingHosts.length > 0 && (
            <button type="button" class="button primary" onClick={() => void tryDefinition(run.missingHosts)}>
              {tk('definition_try_allow')}
            </button>
          )}
        </>
      )}
    </section>
  );
}
