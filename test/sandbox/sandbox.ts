import { createClock, type SandboxClock } from './core/clock.ts';
import { createControlPage } from './core/control-page.ts';
import { createFaults, type Faults } from './core/faults.ts';
import { createLog, type RequestLog } from './core/log.ts';
import { startServer } from './core/server.ts';
import { createProviders, type ProviderControls } from './registry.ts';

export interface SandboxControl extends ProviderControls {
  clock: SandboxClock;
  faults: Faults;
}

export interface Sandbox {
  /** Port on 127.0.0.1 that answers for all host names. */
  port: number;
  /** SPKI hash of the certificate's key, for Chromium. */
  spki: string;
  certificatePem: string;
  control: SandboxControl;
  log: RequestLog;
  /** Host names somebody here plays. */
  hosts: readonly string[];
  close(): Promise<void>;
}

/** Address of the control page, in a browser that is mapped to the sandbox. */
export const controlPageUrl = 'https://sandbox.test/';

/** Starts the providers on loopback, with the firm of `xero/seed.ts` in them, on `port` or any free one. Close it when done. */
export async function startSandbox(port?: number): Promise<Sandbox> {
  const clock = createClock();
  const faults = createFaults();
  const log = createLog();
  const { played, controls } = createProviders({ clock, faults });
  const everybody = [...played, createControlPage(clock, faults, played)];
  const server = await startServer({ clock, faults }, log, everybody, port);
  return {
    port: server.port,
    spki: server.certificate.spki,
    certificatePem: server.certificate.certificatePem,
    control: { clock, faults, ...controls },
    log,
    hosts: everybody.flatMap((provider) => provider.hosts),
    close: () => server.close(),
  };
}
