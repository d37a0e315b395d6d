import https from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import type { Sandbox } from '../sandbox.ts';

/** Leads every https connection to the sandbox, whatever host it names, and trusts its certificate and nothing else. */
class SandboxAgent extends https.Agent {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    super({ keepAlive: false });
    this.#sandbox = sandbox;
  }

  override createConnection(options: https.RequestOptions): TLSSocket {
    return connect({
      host: '127.0.0.1',
      port: this.#sandbox.port,
      servername: options.host ?? '',
      ca: this.#sandbox.certificatePem,
      // A host nobody plays must get through as well, to be recorded and answered with 421.
      checkServerIdentity: () => undefined,
    });
  }
}

/** From now on this process finds the providers in the sandbox. Returns what undoes it. */
export function reachSandbox(sandbox: Sandbox): () => void {
  const before = https.globalAgent;
  https.globalAgent = new SandboxAgent(sandbox);
  return () => {
    https.globalAgent = before;
  };
}
