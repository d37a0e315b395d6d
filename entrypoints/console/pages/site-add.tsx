import { useId, useState } from 'preact/hooks';
import { placeHref } from '../../../components/state/places';
import { t, tk } from '../../../lib/browser/translate';
import { type Text, text } from '../../../lib/model/text';
import { readHost } from '../../../lib/report-tools/read-host';
import { addHost } from '../site-actions';

/** Adds a report tool by its address. `first` is the address of the page the person came from. */
export function AddSite({ first }: { first: string }) {
  const id = useId();
  const [typed, setTyped] = useState(first);
  const [problem, setProblem] = useState<Text | undefined>(undefined);
  const add = (event: Event): void => {
    event.preventDefault();
    const host = readHost(typed);
    if (host === undefined) {
      setProblem(text('console_sites_address_problem'));
      return;
    }
    void addHost(host).then((mistakes) => setProblem(mistakes[0]?.words));
  };
  return (
    <form class="panel add-site" noValidate onSubmit={add}>
      <h2>{tk('console_sites_add_title')}</h2>
      <div class="field">
        <label for={id}>{tk('console_sites_address')}</label>
        <input
          id={id}
          value={typed}
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-hint ${id}-problem`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p class="hint" id={`${id}-hint`}>
          {tk('console_sites_address_hint')}
        </p>
        <p class="form-problem" id={`${id}-problem`} role="alert">
          {problem && t(problem)}
        </p>
      </div>
      <p>{tk('console_sites_reason')}</p>
      <div class="buttons">
        <button type="submit" class="button primary">
          {tk('console_sites_add')}
        </button>
        <a class="button" href={placeHref('sites', 'new')}>
          {tk('console_sites_own')}
        </a>
      </div>
    </form>
  );
}
