import { useRef, useState } from 'preact/hooks';
import { SearchField } from '../../../components/basic/search-field';
import { searchFrom } from '../../../components/state/list';
import { t, tk } from '../../../lib/browser/translate';
import type { Tenant } from '../../../lib/model/connection';
import type { Flow } from '../../../lib/model/flow';
import { shownProviderName } from '../../../lib/providers/profiles';
import { leaveFlow, watch } from '../actions';
import { watchedTenantIds } from '../store';

function Company(props: { tenant: Tenant; isChosen: boolean; onChange(isChosen: boolean): void }) {
  const { tenant, isChosen, onChange } = props;
  return (
    <li>
      <label class="check company">
        <input type="checkbox" checked={isChosen} onChange={(event) => onChange(event.currentTarget.checked)} />
        <bdi>{tenant.name}</bdi>
        {watchedTenantIds.value.has(tenant.tenantId) && <span class="tag">{tk('console_choose_known')}</span>}
      </label>
    </li>
  );
}

function SelectButtons({ onAll, onNone }: { onAll(): void; onNone(): void }) {
  return (
    <div class="buttons">
      <button type="button" class="button quiet" onClick={onAll}>
        {tk('console_choose_all')}
      </button>
      <button type="button" class="button quiet" onClick={onNone}>
        {tk('console_choose_no')}
      </button>
    </div>
  );
}

/** Which of the companies of a sign-in to watch. Those picked on the provider's screen just now are picked here too. */
export function ChooseCompanies({ flow }: { flow: Flow }) {
  const tenants = flow.tenants ?? [];
  const searchBox = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState('');
  const [isSending, setSending] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(flow.chosenTenantIds ?? []));
  const needle = wanted.trim().toLocaleLowerCase();
  const shown = tenants.filter(({ name }) => name.toLocaleLowerCase().includes(needle));
  const mark = (ids: readonly string[], isChosen: boolean): void => {
    setChosen(new Set(isChosen ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  };
  const shownIds = shown.map(({ tenantId }) => tenantId);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    if (!(await watch([...chosen]))) setSending(false);
  };
  return (
    <form class="choose" onSubmit={(event) => void submit(event)}>
      <h1 tabIndex={-1}>{tk('console_choose_title')}</h1>
      <p class="lead">{tk('console_choose_lead', shownProviderName(flow.providerId))}</p>
      <div class="toolbar">
        {tenants.length > searchFrom && (
          <SearchField label={tk('status_search')} value={wanted} onInput={setWanted} inputRef={searchBox} />
        )}
        <SelectButtons onAll={() => mark(shownIds, true)} onNone={() => mark(shownIds, false)} />
      </div>
      {shown.length === 0 && <p class="hint">{tk('status_no_result_title', wanted)}</p>}
      <ul class="companies">
        {shown.map((tenant) => (
          <Company
            key={tenant.tenantId}
            tenant={tenant}
            isChosen={chosen.has(tenant.tenantId)}
            onChange={(isChosen) => mark([tenant.tenantId], isChosen)}
          />
        ))}
      </ul>
      <div class="buttons sticky">
        <button type="submit" class="button primary large" disabled={chosen.size === 0 || isSending}>
          {t({ key: 'console_choose_action', count: chosen.size, values: [`${chosen.size}`] })}
        </button>
        <button type="button" class="button large" onClick={() => void leaveFlow()}>
          {tk('console_cancel')}
        </button>
      </div>
    </form>
  );
}
