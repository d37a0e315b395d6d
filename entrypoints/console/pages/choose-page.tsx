import { EmptyState } from '../../../components/basic/empty-state';
import { flow } from '../../../components/state/live';
import { placeHref } from '../../../components/state/places';
import { tk } from '../../../lib/browser/translate';
import { ChooseCompanies } from './choose-companies';
import { OtherCompany } from './other-company';

function NothingToChoose() {
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_choose_none_title')}</h1>
      <EmptyState kind="no_result" title={tk('console_choose_none_subtitle')} detail={tk('console_choose_none_detail')}>
        <a class="button primary" href={placeHref('connections')}>
          {tk('console_gone_action')}
        </a>
      </EmptyState>
    </>
  );
}

/** What a finished sign-in asks: which companies to watch, or what to do with another one that came back. */
export function ChoosePage() {
  const current = flow.value;
  if (current?.step === 'choose') return <ChooseCompanies key={current.id} flow={current} />;
  if (current?.step === 'other_company') return <OtherCompany flow={current} />;
  return <NothingToChoose />;
}
