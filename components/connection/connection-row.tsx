import { useId } from 'preact/hooks';
import { t } from '../../lib/browser/translate';
import { text } from '../../lib/model/text';
import { Moment } from '../basic/moment';
import { ProviderTile } from '../basic/provider-tile';
import { StatusIcon } from '../basic/status-icon';
import { rowDetail } from '../state/lazy';
import type { ConnectionView } from '../view/connection-view';
import { PrimaryButton } from './action-button';
import type { RunAction } from './row-actions';

/** State, in shape, word and colour, and when it was last checked. */
export function StatusLine({
  view,
  id,
}: {
  view: Pick<ConnectionView, 'status' | 'statusWord' | 'checked'>;
  id?: string;
}) {
  return (
    <p class="status-line" id={id} data-status={view.status}>
      <StatusIcon status={view.status} />
      <span class="status-word">{t(view.statusWord)}</span>
      {view.checked && <Moment time={view.checked} words={(relative) => text('status_checked', relative)} />}
    </p>
  );
}

/** One connection in a list: who, how it is, the one button, and more when it is opened. */
export function ConnectionRow(props: {
  view: ConnectionView;
  isExpanded: boolean;
  onToggle(id: string): void;
  onAction: RunAction;
}) {
  const { view, isExpanded, onToggle, onAction } = props;
  const id = useId();
  const RowDetail = rowDetail.value?.RowDetail;
  return (
    <li class="row" data-status={view.status}>
      <ProviderTile monogram={view.monogram} name={view.providerName} />
      <h3>
        <button
          type="button"
          class="row-toggle"
          aria-expanded={isExpanded}
          aria-controls={isExpanded ? `${id}-detail` : undefined}
          aria-describedby={`${id}-state`}
          onClick={() => onToggle(view.id)}
        >
          <bdi>{view.companyName}</bdi>
          {view.tag && <span class="tag">{t(view.tag)}</span>}
        </button>
      </h3>
      <StatusLine view={view} id={`${id}-state`} />
      {view.headline && <p class="row-headline">{t(view.headline)}</p>}
      <PrimaryButton view={view} onAction={onAction} />
      {isExpanded && RowDetail && <RowDetail view={view} id={`${id}-detail`} />}
    </li>
  );
}
