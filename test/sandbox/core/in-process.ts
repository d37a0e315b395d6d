import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Reply, SandboxRequest } from './http.ts';

/** What a Node server does with one request. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

function incomingOf(request: SandboxRequest): IncomingMessage {
  const socket = Object.assign(new Socket(), { encrypted: true });
  const incoming = new IncomingMessage(socket);
  incoming.method = request.method;
  incoming.url = request.url.pathname + request.url.search;
  incoming.headers = { ...request.headers, host: request.host };
  incoming.push(Buffer.from(request.body, 'utf8'));
  incoming.push(null);
  return incoming;
}

function headersOf(response: ServerResponse): Reply['headers'] {
  const headers: Reply['headers'] = {};
  for (const [name, value] of Object.entries(response.getHeaders())) {
    // The sandbox sends dates and lengths of its own.
    if (value === undefined || name === 'date' || name === 'content-length') continue;
    headers[name] = Array.isArray(value) ? value : String(value);
  }
  return headers;
}

/** Lets a Node handler answer a request of the sandbox without a socket between them. Rejects when the handler throws. */
export function runInProcess(request: SandboxRequest, handle: NodeHandler): Promise<Reply> {
  const incoming = incomingOf(request);
  const response = new ServerResponse(incoming);
  const chunks: Uint8Array[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, 'utf8'));
    else if (chunk instanceof Uint8Array) chunks.push(chunk);
  };
  return new Promise((answered, failed) => {
    Object.assign(response, {
      write(chunk: unknown) {
        keep(chunk);
        return true;
      },
      end(chunk: unknown) {
        keep(chunk);
        Reflect.set(response, 'finished', true);
        response.emit('finish');
        answered({
          status: response.statusCode,
          headers: headersOf(response),
          body: Buffer.concat(chunks).toString('utf8'),
        });
        return response;
      },
    });
    Promise.resolve(handle(incoming, response)).catch(failed);
  });
}
