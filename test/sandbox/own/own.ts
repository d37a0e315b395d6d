import type Provider from 'oidc-provider';
import type { Reply, SandboxRequest } from '../core/http.ts';
import { runInProcess } from '../core/in-process.ts';
import type { PlayedProvider, SandboxCore } from '../core/provider.ts';
import { answerApi } from './api.ts';
import { type BooksControl, createBooksControl } from './control.ts';
import { controlTargets } from './control-targets.ts';
import { answerInteraction } from './pages.ts';
import { createRecords } from './records.ts';
import { createSignInServer } from './sign-in-server.ts';
import { createWorld, type World } from './world.ts';

const idHost = 'id.books.example';
const apiHost = 'api.books.example';

function endpointOf(request: SandboxRequest): string {
  if (request.host === apiHost) return `api.${request.path.split('/').at(-1) ?? ''}`;
  if (request.path === '/token')
    return request.form.get('grant_type') === 'refresh_token' ? 'token.refresh' : 'token.exchange';
  if (request.path === '/token/revocation') return 'revocation';
  if (request.path.startsWith('/.well-known/')) return 'metadata';
  if (request.path.startsWith('/interaction/')) return 'interaction';
  return request.path.startsWith('/auth') ? 'authorize' : 'other';
}

/** Notes what a token answer hands out, as somebody who reads along would. */
function noteHandedOut(world: World, reply: Reply): void {
  if (reply.status !== 200) return;
  const answer: unknown = JSON.parse(reply.body);
  if (typeof answer !== 'object' || answer === null || !('refresh_token' in answer)) return;
  if (typeof answer.refresh_token === 'string') world.handedOut.push(answer.refresh_token);
}

/**
 * An accounting service the product has never heard of: `oidc-provider` under id.books.example and a small API. The server
 * is built at the first request, so that tests of others do not wait for it.
 */
export function createOwn(core: SandboxCore): { provider: PlayedProvider; control: BooksControl } {
  const world = createWorld();
  const records = createRecords(world);
  let built: Promise<Provider> | undefined;
  const server = (): Promise<Provider> => {
    built ??= createSignInServer(world, records);
    return built;
  };
  const answer = async (request: SandboxRequest): Promise<Reply> => {
    const running = await server();
    if (request.host === apiHost) return answerApi(running, world, request);
    if (request.path.startsWith('/interaction/')) return answerInteraction(running, world, request);
    const reply = await runInProcess(request, running.callback());
    if (request.path === '/token') noteHandedOut(world, reply);
    return reply;
  };
  const control = createBooksControl(world, records, answer);
  return {
    control,
    provider: {
      id: 'books',
      name: 'Books (own provider)',
      hosts: [idHost, apiHost],
      endpointOf,
      answer,
      targets: () => controlTargets(control, core.faults),
    },
  };
}
