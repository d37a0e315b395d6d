import { useState } from 'preact/hooks';
import { check, pause } from '../../../components/state/connection-actions';
import { reconnect } from '../../../components/state/sign-in';
import type { ConnectionView } from '../../../components/view/connection-view';
import { tk } from '../../../lib/browser/translate';
import type { Connection } from '../../../lib/model/connection';
import { findProfile } from '../../../lib/providers/profiles';
import { mute } from '../actions';
import { detail, settings } from '../store';
import { DisconnectDialog } from './disconnect-dialog';

/** A reconnect that will not help is still possible, and says so. */
function Reconnect({ view }: { view: ConnectionView }) {
  const isDoubtful = view.guidance !== undefined && view.reconnectHelps === 'no';
  return (
    <>
      <button type="button" class="button" onClick={() => void reconnect(view.id, view.providerId)}>
        {tk(isDoubtful ? 'console_reconnect_anyway' : 'status_action_reconnect')}
      </button>
      {isDoubtful && <p class="hint">{tk('console_reconnect_doubt')}</p>}
    </>
  );
}

/** Everything that can be done with a connection; what its state asks for stands in the diagnosis instead. */
export function ConnectionActions({ view, siblings }: { view: ConnectionView; siblings: readonly Connection[] }) {
  const [isEnding, setEnding] = useState(false);
  const isPaused = view.status === 'paused';
  // Without its definition there is no place to sign in at.
  const canSignIn = findProfile(view.providerId) !== undefined;
  const isMuted = detail.value?.connection.isMuted === true;
  return (
    <section class="panel actions">
      <h2>{tk('console_actions_title')}</h2>
      <button type="button" class="button" onClick={() => void check(view)}>
        {tk('status_action_check')}
      </button>
      {canSignIn && view.primary?.kind !== 'reconnect' && !view.isSigningIn && <Reconnect view={view} />}
      <button type="button" class="button" onClick={() => void pause(view.id, view.companyName, !isPaused)}>
        {tk(isPaused ? 'status_action_resume' : 'console_pause')}
      </button>
      {settings.value.notices?.isOn && (
        <label class="check">
          <input
            type="checkbox"
            checked={isMuted}
            onChange={(event) => void mute(view.id, event.currentTarget.checked)}
          />
          {tk('console_mute')}
        </label>
      )}
      <button type="button" class="button danger" onClick={() => setEnding(true)}>
        {tk('console_disconnect')}
      </button>
      {isEnding && <DisconnectDialog view={view} siblings={siblings} onClose={() => setEnding(false)} />}
    </section>
  );
}
