import { useId, useState } from 'preact/hooks';
import { Remedies } from '../../../components/connection/remedies';
import { placeHref } from '../../../components/state/places';
import { t, tk, wordsLocale } from '../../../lib/browser/translate';
import { diagnose, recogniseProvider } from '../../../lib/diagnosis/diagnose';
import { readPasted } from '../../../lib/diagnosis/pasted';
import { causeName } from '../../../lib/guidance/cause-name';
import { guide } from '../../../lib/guidance/guidance';
import type { Diagnosis } from '../../../lib/model/diagnosis';
import { findProvider } from '../../../lib/providers';

/** What a provider answers when the access of a connection has run out: something to try the page with. */
const exampleAnswer = [
  'HTTP/1.1 401 Unauthorized',
  '',
  '{"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired at 04/09/2026 05:16:59"}',
].join('\n');

interface Explanation {
  diagnosis: Diagnosis;
  providerId: string | null;
}

function explain(pasted: string): Explanation {
  const evidence = readPasted(pasted);
  const providerId = recogniseProvider(evidence);
  return { providerId, diagnosis: diagnose({ ...evidence, provider: providerId }) };
}

function percent(share: number): string {
  return new Intl.NumberFormat(wordsLocale(), { style: 'percent' }).format(share);
}

function Alternatives({ diagnosis }: { diagnosis: Diagnosis }) {
  if (diagnosis.alternatives.length === 0) return null;
  return (
    <>
      <p class="card-label">{tk('console_explain_other')}</p>
      <ul class="alternatives">
        {diagnosis.alternatives.map(({ cause, confidence }) => (
          <li key={cause}>
            {t(causeName(cause))} <span class="hint">{percent(confidence)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Answer({ explanation }: { explanation: Explanation }) {
  const { diagnosis, providerId } = explanation;
  const name = findProvider(providerId)?.name;
  const guidance = guide(diagnosis, {
    providerId: providerId ?? '',
    providerName: name ?? tk('console_explain_provider'),
    companyName: tk('console_explain_company'),
  });
  return (
    <section class="panel diagnosis" aria-live="polite">
      <h2>{tk('console_explain_result', t(causeName(diagnosis.cause)))}</h2>
      <p class="hint">
        {name ? tk('console_explain_from', name) : tk('console_explain_from_nobody')}.{' '}
        {tk('console_explain_sure', percent(diagnosis.confidence))}
      </p>
      <p class="why">{t(guidance.why)}</p>
      <p class="card-label">{tk('status_card_todo')}</p>
      <p>{t(guidance.todo)}</p>
      <Remedies guidance={guidance} />
      <p class="effect">{t(guidance.effect)}</p>
      <Alternatives diagnosis={diagnosis} />
      <p>
        <a href={placeHref('causes', diagnosis.cause)}>{tk('console_causes_about_one')}</a>
      </p>
      <details class="technical">
        <summary>{tk('status_card_technical')}</summary>
        <dl class="facts">
          <div>
            <dt>{tk('console_explain_rules')}</dt>
            <dd>{diagnosis.rules.join(', ')}</dd>
          </div>
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
    </section>
  );
}

/** Paste anything, get the cause: the diagnosis runs in this page, nothing is sent. */
export function ExplainPage() {
  const id = useId();
  const [pasted, setPasted] = useState('');
  const [isTried, setTried] = useState(false);
  const [explanation, setExplanation] = useState<Explanation | undefined>(undefined);
  const show = (words: string): void => {
    setTried(true);
    setExplanation(words.trim() === '' ? undefined : explain(words));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    show(pasted);
  };
  return (
    <form class="explain" onSubmit={submit}>
      <h1 tabIndex={-1}>{tk('console_nav_explain')}</h1>
      <p class="lead">{tk('console_explain_lead')}</p>
      <p>
        <a href={placeHref('causes')}>{tk('console_causes_open')}</a>
      </p>
      <div class="field">
        <label for={id}>{tk('console_explain_label')}</label>
        <textarea
          id={id}
          rows={8}
          spellcheck={false}
          value={pasted}
          aria-describedby={`${id}-problem`}
          onInput={(event) => setPasted(event.currentTarget.value)}
        />
        <p class="form-problem" id={`${id}-problem`} role="alert">
          {isTried && !explanation && tk('console_explain_empty')}
        </p>
      </div>
      <div class="buttons">
        <button type="submit" class="button primary large">
          {tk('console_explain_action')}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            setPasted(exampleAnswer);
            show(exampleAnswer);
          }}
        >
          {tk('console_explain_example')}
        </button>
      </div>
      {explanation && <Answer explanation={explanation} />}
    </form>
  );
}
