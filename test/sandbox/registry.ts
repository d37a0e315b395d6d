import type { SandboxCore } from './core/provider.ts';
import { createXero } from './xero/xero.ts';

/** Every provider the sandbox plays. A further one is a folder and a line in each of the two lists. */
export function createProviders(core: SandboxCore) {
  const xero = createXero(core);
  return {
    played: [xero.provider],
    controls: { xero: xero.control },
  };
}

export type ProviderControls = ReturnType<typeof createProviders>['controls'];
