import { useEffect } from 'preact/hooks';
import { StatusIcon } from '../../../components/basic/status-icon';
import { placeHref } from '../../../components/state/places';
import { statusWord } from '../../../components/view/shown-status';
import { t, tk, wordsLocale } from '../../../lib/browser/translate';
import { type CauseEntry, catalogue } from '../../../lib/guidance/catalogue';
import { causeName } from '../../../lib/guidance/cause-name';
import type { Actor } from '../../../lib/model/cause';
import { findProfile } from '../../../lib/providers/profiles';

const actors = {
  you: 'console_causes_actor_you',
  company_admin: 'guidance_actor_company_admin',
  plan_owner: 'guidance_actor_plan_owner',
  app_owner: 'guidance_actor_app_owner',
  provider: 'guidance_actor_provider',
  nobody: 'guidance_actor_nobody',
} as const satisfies Record<Actor, string>;

const helps = {
  yes: 'console_causes_helps_yes',
  maybe: 'console_causes_helps_maybe',
  no: 'console_causes_helps_no',
} as const satisfies Record<CauseEntry['reconnectHelps'], string>;

/** The words of a cause about no company in particular, written as a sentence of its own. */
function say(key: string): string {
  const words = tk(key, tk('console_explain_company'), tk('console_explain_provider'), '');
  return words.replace(/^[\u2066-\u2069]*\p{Ll}/u, (first) => first.toLocaleUpperCase(wordsLocale()));
}

function providersOf({ variants }: CauseEntry): string {
  const names = new Set(variants.flatMap(({ provider }) => findProfile(provider)?.name ?? []));
  return new Intl.ListFormat(wordsLocale(), { type: 'conjunction' }).format(names);
}

function CauseSection({ entry }: { entry: CauseEntry }) {
  const { cause, status, messages } = entry;
  const providers = providersOf(entry);
  return (
    <section class="panel diagnosis" id={`cause-${cause}`} data-status={status} tabIndex={-1}>
      <h2>{t(causeName(cause))}</h2>
      <p class="status-line" data-status={status}>
        <StatusIcon status={status} />
        <span class="status-word">{t(statusWord(status))}</span>
        <span>{tk(helps[entry.reconnectHelps])}</span>
      </p>
      <p>
        <strong>{say(messages.headline)}</strong>
      </p>
      <p class="why">{say(messages.why)}</p>
      <p class="card-label">{tk('status_card_todo')}</p>
      <p>{say(messages.todo)}</p>
      <p class="actor">{say(actors[entry.actor])}</p>
      <p class="effect">{say(messages.effect)}</p>
      {providers !== '' && <p class="hint">{tk('console_causes_variants', providers)}</p>}
    </section>
  );
}

/** Every cause the product knows, in its own words: generated from what the diagnosis and the guidance are made of. */
export function CausesPage({ id }: { id: string | undefined }) {
  useEffect(() => {
    if (id === undefined) return;
    const section = document.getElementById(`cause-${id}`);
    section?.scrollIntoView();
    section?.focus();
  }, [id]);
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_causes_title')}</h1>
      <p class="lead">{tk('console_causes_lead')}</p>
      <nav aria-label={tk('console_causes_title')}>
        <ul class="cause-index">
          {catalogue.map(({ cause }) => (
            <li key={cause}>
              <a href={placeHref('causes', cause)}>{t(causeName(cause))}</a>
            </li>
          ))}
        </ul>
      </nav>
      {catalogue.map((entry) => (
        <CauseSection key={entry.cause} entry={entry} />
      ))}
      <p class="hint">
        <a href="/causes.json">{tk('console_causes_data')}</a>
      </p>
    </>
  );
}
