import { pickedNames, pickedTenants } from '../../../components/view/flow-view';
import { t, tk, wordsLocale } from '../../../lib/browser/translate';
import type { Flow } from '../../../lib/model/flow';
import { shownProviderName } from '../../../lib/providers/profiles';
import { leaveFlow, tryOtherCompanyAgain, watch } from '../actions';
import { watchedTenantIds } from '../store';

/** Another company came back than the one being repaired: asked, never overwritten (SEC-13). */
export function OtherCompany({ flow }: { flow: Flow }) {
  const wanted = flow.companyName ?? '';
  const names = pickedNames(flow, wordsLocale());
  const fresh = pickedTenants(flow).filter(({ tenantId }) => !watchedTenantIds.value.has(tenantId));
  const add = (): void => void watch(fresh.map(({ tenantId }) => tenantId));
  const freshNames = pickedNames({ ...flow, tenants: fresh, chosenTenantIds: undefined }, wordsLocale());
  return (
    <>
      <h1 tabIndex={-1}>{tk('flow_other_title')}</h1>
      <dl class="points compare">
        <div>
          <dt>{tk('console_other_wanted')}</dt>
          <dd>
            <bdi>{wanted}</bdi>
          </dd>
        </div>
        <div>
          <dt>{tk('console_other_came', shownProviderName(flow.providerId))}</dt>
          <dd>
            <bdi>{names}</bdi>
          </dd>
        </div>
      </dl>
      <p class="lead">{tk('console_other_lead', wanted)}</p>
      <ul class="options">
        <li>
          <button type="button" class="button primary large" onClick={() => void tryOtherCompanyAgain()}>
            {tk('console_other_again', wanted)}
          </button>
          <p class="hint">{tk('console_other_again_hint', wanted)}</p>
        </li>
        {fresh.length > 0 && (
          <li>
            <button type="button" class="button large" onClick={add}>
              {t({ key: 'console_other_add', count: fresh.length, values: [freshNames] })}
            </button>
            <p class="hint">{tk('console_other_add_hint', wanted)}</p>
          </li>
        )}
        <li>
          <button type="button" class="button large" onClick={() => void leaveFlow()}>
            {tk('console_other_leave')}
          </button>
          <p class="hint">{tk('console_other_leave_hint')}</p>
        </li>
      </ul>
    </>
  );
}
