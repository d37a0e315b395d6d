import type { ConnectionView } from '../view/connection-view';
import type { ActionKind } from '../view/primary-action';

/** What the buttons of a connection do; each page hands in its own. */
export type RunAction = (kind: ActionKind, view: ConnectionView) => void;
