import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type Certificate, certificateFor } from './certificate.ts';
import { deliver } from './deliver.ts';
import { emptyReply, type Reply, readRequest, type SandboxRequest, textReply } from './http.ts';
import { type LoggedRequest, type RequestLog, withoutSecrets } from './log.ts';
import type { PlayedProvider, SandboxCore } from './provider.ts';

export interface RunningServer {
  port: number;
  certificate: Certificate;
  close(): Promise<void>;
}

/**
 * Listens on loopback and answers for every host name that one of `providers` plays; 421 for all others. Throws when
 * `port` is not free; 0 takes any that is.
 */
export async function startServer(
  core: SandboxCore,
  log: RequestLog,
  providers: readonly PlayedProvider[],
  port = 0,
): Promise<RunningServer> {
  const byHost = new Map(providers.flatMap((provider) => provider.hosts.map((host) => [host, provider])));
  const certificate = await certificateFor([...byHost.keys()]);

  const serve = async (request: SandboxRequest, response: ServerResponse): Promise<void> => {
    const provider = byHost.get(request.host);
    if (provider && request.path === '/favicon.ico') {
      await deliver(response, emptyReply(204), core.clock.nowMs(), undefined);
      return;
    }
    const endpoint = provider?.endpointOf(request);
    const entry: LoggedRequest = {
      atMs: core.clock.nowMs(),
      method: request.method,
      host: request.host,
      path: request.path,
      ...withoutSecrets(request),
      provider: provider?.id,
      endpoint,
      status: undefined,
    };
    log.record(entry);
    const effect = provider && endpoint ? core.faults.take(provider.id, endpoint, request) : undefined;
    if (effect?.kind === 'reset' && effect.when === 'before') {
      response.socket?.destroy();
      return;
    }
    if (effect?.kind === 'hold') return;
    let reply: Reply;
    if (effect?.kind === 'answer') reply = effect.reply;
    else if (provider) reply = await provider.answer(request);
    else reply = textReply(421, 'No provider of the sandbox has this host name');
    if (effect?.kind === 'change') reply = effect.change(reply);
    if (await deliver(response, reply, core.clock.nowMs(), effect)) entry.status = reply.status;
  };

  const server = createServer({ key: certificate.keyPem, cert: certificate.certificatePem }, (incoming, response) => {
    readRequest(incoming)
      .then((request) => serve(request, response))
      .catch((problem: unknown) => {
        // A bug of the sandbox must be loud: the test sees a 599 no provider ever sends.
        if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' });
        response.end(problem instanceof Error ? `${problem.message}\n${problem.stack ?? ''}` : String(problem));
      });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
  return {
    port: address.port,
    certificate,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
