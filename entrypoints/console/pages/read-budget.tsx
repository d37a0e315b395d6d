import { nowMs } from '../../../components/state/live';
import { tk, wordsLocale } from '../../../lib/browser/translate';
import type { AppSummary } from '../../../lib/model/app-credentials';
import { slowedBy, toReadBudget } from '../../../lib/model/read-budget';
import type { ProviderProfile } from '../../../lib/providers/profile';
import { readCounts } from '../store';

/** From this share on, people are told that the month's reads run short. */
const nearFrom = 0.8;

/** How much of an app's monthly reads this device has used, and what that does to the checks; nothing where reads are not metered. */
export function ReadBudgetLine({ app, provider }: { app: AppSummary; provider: ProviderProfile }) {
  const count = readCounts.value.find(({ appId }) => appId === app.id);
  if (!provider.metered || !count) return null;
  const budget = toReadBudget(count, provider.metered.monthlyReads, nowMs.value);
  const locale = wordsLocale();
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const renews = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(budget.renewsAtMs);
  const isNear = budget.share >= nearFrom;
  return (
    <div class="read-budget" data-status={isNear ? 'waiting' : 'connected'}>
      <p>
        {tk(
          'console_budget_used',
          number.format(budget.used),
          number.format(budget.allowed),
          share.format(budget.share),
        )}
      </p>
      <meter
        min={0}
        max={budget.allowed}
        high={budget.allowed * nearFrom}
        value={budget.used}
        aria-label={tk('console_budget_label', provider.name)}
      />
      {isNear && (
        <p>
          <strong>
            {tk(
              budget.share >= 1 ? 'console_budget_gone' : 'console_budget_near',
              String(slowedBy(budget)),
              provider.name,
            )}
          </strong>
        </p>
      )}
      <p class="hint">{tk('console_budget_renews', renews)}</p>
    </div>
  );
}
