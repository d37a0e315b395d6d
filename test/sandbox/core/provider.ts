import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Reply, SandboxRequest } from './http.ts';

/** What the sandbox lends to each played provider. */
export interface SandboxCore {
  clock: SandboxClock;
  faults: Faults;
}

/** One button of the control page. */
export interface ControlAction {
  id: string;
  label: string;
  run(): void;
}

/** A company, a person or the provider as a whole, with what can be done to it. */
export interface ControlTarget {
  id: string;
  name: string;
  /** One line: the state it is in now. */
  state: string;
  actions: readonly ControlAction[];
}

/** A provider as the sandbox plays it: one folder next to this one, one line in the registry. */
export interface PlayedProvider {
  id: string;
  name: string;
  hosts: readonly string[];
  /** Name under which faults and the log know this request, like `token.refresh`. */
  endpointOf(request: SandboxRequest): string;
  answer(request: SandboxRequest): Reply | Promise<Reply>;
  /** What the control page offers. */
  targets(): readonly ControlTarget[];
}
