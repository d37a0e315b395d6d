import { Dialog } from '../../../components/basic/dialog';
import { type ConnectionView, shownName } from '../../../components/view/connection-view';
import { t, tk } from '../../../lib/browser/translate';
import type { Connection } from '../../../lib/model/connection';
import type { Text } from '../../../lib/model/text';
import { findProvider } from '../../../lib/providers';
import { disconnect } from '../actions';

/** What ends at the provider, and what that means for the other companies of the same sign-in (UX-41, SEC-14). */
export function endingWords(view: ConnectionView, siblings: readonly Connection[]): { there: Text; others: Text } {
  const { providerName, companyName } = view;
  const count = siblings.length;
  const provider = findProvider(view.providerId);
  if (count === 0) {
    const endsOthers = provider?.oauth({ environment: 'production' }).revocation?.endsOthers === true;
    return {
      there: { key: 'console_end_there_grant', values: [providerName] },
      others: endsOthers
        ? { key: 'console_end_others_tools', values: [providerName] }
        : { key: 'console_end_others_none', values: [] },
    };
  }
  const canUnlink = provider?.tenants !== undefined;
  return {
    there: {
      key: canUnlink ? 'console_end_there_company' : 'console_end_there_nothing',
      values: [companyName, providerName],
    },
    others: { key: 'console_end_others_stay', count, values: [`${count}`] },
  };
}

function Siblings({ siblings }: { siblings: readonly Connection[] }) {
  const shown = siblings.slice(0, 5);
  if (shown.length === 0) return null;
  return (
    <ul class="siblings">
      {shown.map((sibling) => (
        <li key={sibling.id}>
          <bdi>{shownName(sibling)}</bdi>
        </li>
      ))}
      {siblings.length > shown.length && <li>{tk('console_end_more', `${siblings.length - shown.length}`)}</li>}
    </ul>
  );
}

/** Says what is removed here, what is revoked there, and what happens to the others, before anything ends. */
export function DisconnectDialog(props: { view: ConnectionView; siblings: readonly Connection[]; onClose(): void }) {
  const { view, siblings, onClose } = props;
  const { there, others } = endingWords(view, siblings);
  const end = (): void => {
    onClose();
    void disconnect(view.id, view.companyName, view.providerName);
  };
  return (
    <Dialog title={tk('console_end_title', view.companyName)} onClose={onClose}>
      <dl class="points">
        <div>
          <dt>{tk('console_end_here_label')}</dt>
          <dd>{tk('console_end_here')}</dd>
        </div>
        <div>
          <dt>{tk('console_end_there_label', view.providerName)}</dt>
          <dd>{t(there)}</dd>
        </div>
        <div>
          <dt>{tk('console_end_others_label')}</dt>
          <dd>
            {t(others)}
            <Siblings siblings={siblings} />
          </dd>
        </div>
      </dl>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          {tk('console_end_keep')}
        </button>
        <button type="button" class="button danger" onClick={end}>
          {tk('console_end_action', view.companyName)}
        </button>
      </div>
    </Dialog>
  );
}
