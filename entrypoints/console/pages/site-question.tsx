import { useId, useState } from 'preact/hooks';
import { tk } from '../../../lib/browser/translate';
import type { Connection } from '../../../lib/model/connection';
import { shownProviderName } from '../../../lib/providers/profiles';
import { pickConnection } from '../site-actions';
import { choices, question, sites } from '../site-store';

function ordered(connectionIds: readonly string[]): Connection[] {
  const isLikely = ({ id }: Connection): boolean => connectionIds.includes(id);
  return [...choices.value.filter(isLikely), ...choices.value.filter((connection) => !isLikely(connection))];
}

/** Which connection a message on a report tool is about, where only the person can tell; kept for that name. */
export function SiteQuestion() {
  const id = useId();
  const asked = question.value;
  const site = sites.value.find((each) => each.site.id === asked?.siteId)?.site;
  const [chosen, setChosen] = useState('');
  if (!asked || !site || choices.value.length === 0) return null;
  const list = ordered(asked.connectionIds);
  const current = chosen || list[0]?.id;
  const submit = (event: Event): void => {
    event.preventDefault();
    void pickConnection(site.id, current);
  };
  return (
    <form class="panel site-question" onSubmit={submit}>
      <h2>{tk('marker_some')}</h2>
      <p>
        {asked.named === undefined
          ? tk('console_sites_question_unnamed', site.definition.name)
          : tk('console_sites_question_named', site.definition.name, asked.named)}
      </p>
      <div class="field">
        <label for={id}>{tk('console_sites_question_label')}</label>
        <select id={id} value={current} onChange={(event) => setChosen(event.currentTarget.value)}>
          {list.map(({ id: value, nickname, companyName, providerId }) => (
            <option key={value} value={value}>
              {nickname ?? companyName} – {shownProviderName(providerId)}
            </option>
          ))}
        </select>
      </div>
      <div class="buttons">
        <button type="submit" class="button primary">
          {tk('console_sites_question_action')}
        </button>
        <button type="button" class="button" onClick={() => void pickConnection(site.id, undefined)}>
          {tk('console_sites_question_skip')}
        </button>
      </div>
    </form>
  );
}
