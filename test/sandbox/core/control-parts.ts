import type { FaultEffect, Faults } from './faults.ts';
import type { ControlAction, ControlTarget } from './provider.ts';

/** A button of the control page. */
export const button = (id: string, label: string, run: () => void): ControlAction => ({ id, label, run });

/** What a connection may do to a request; a provider offers those its clients have to live through. */
export const resets: Readonly<Record<string, FaultEffect>> = {
  'reset before': { kind: 'reset', when: 'before' },
  'answer lost': { kind: 'reset', when: 'lost' },
  'reset in the middle': { kind: 'reset', when: 'middle' },
  'reset after': { kind: 'reset', when: 'after' },
  'no answer': { kind: 'hang' },
  'late by 8 s': { kind: 'delay', ms: 8000 },
};

/** What goes wrong once, with the next request of a kind. */
export interface NextFault {
  id: string;
  name: string;
  endpoint: string;
  effects: Readonly<Record<string, FaultEffect>>;
}

/** Buttons that each make the next request of a kind go wrong once. */
export function nextFaults(faults: Faults, provider: string, kinds: readonly NextFault[]): ControlTarget[] {
  const waiting = (endpoint: string): number =>
    faults.list().filter((fault) => fault.provider === provider && fault.endpoint === endpoint).length;
  return kinds.map(({ id, name, endpoint, effects }) => ({
    id,
    name,
    state: `${waiting(endpoint)} waiting`,
    actions: Object.entries(effects).map(([label, effect]) =>
      button(label.replace(/ /g, '-'), label, () => faults.once(provider, endpoint, effect)),
    ),
  }));
}

/** What the sandbox cannot do without: a name it does not know is a mistake of the test. */
export function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the sandbox has no ${what}`);
  return value;
}
