import type { LocalPorts } from '../../../lib/engines/local/ports';
import type { SignInPorts } from '../../../lib/engines/local/sign-in';
import type { Flow, FlowSecret } from '../../../lib/model/flow';
import { redirectUri } from './books';

/** What signing in needs, with the pending sign-in in memory instead of the browser's session. */
export function inMemorySignIn(local: LocalPorts): SignInPorts {
  const session: { flow?: Flow | undefined; secret?: FlowSecret | undefined } = {};
  return {
    ...local,
    readFlow: () => Promise.resolve(session.flow),
    writeFlow(flow) {
      session.flow = flow;
      return Promise.resolve();
    },
    readFlowSecret: () => Promise.resolve(session.secret),
    changeFlowSecret(change) {
      const before = session.secret;
      session.secret = change(before);
      return Promise.resolve(before);
    },
    redirectUriFor: () => redirectUri,
    newId: () => crypto.randomUUID(),
  };
}
