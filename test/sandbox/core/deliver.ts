import type { ServerResponse } from 'node:http';
import type { FaultEffect } from './faults.ts';
import type { Reply } from './http.ts';

/** Sends a reply, or does to it what the fault says. Resolves when nothing more will be sent; true when all of it was. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  dateMs: number,
  effect: FaultEffect | undefined,
): Promise<boolean> {
  const socket = response.socket;
  if (effect?.kind === 'reset' && effect.when === 'lost') {
    socket?.destroy();
    return false;
  }
  if (effect?.kind === 'hang') return false;
  if (effect?.kind === 'delay') await pause(effect.ms);
  const body = Buffer.from(reply.body, 'utf8');
  response.sendDate = false;
  response.writeHead(reply.status, {
    date: new Date(dateMs).toUTCString(),
    ...(reply.status === 204 ? {} : { 'content-length': String(body.length) }),
    ...reply.headers,
  });
  if (effect?.kind === 'reset' && effect.when === 'middle') {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => setTimeout(() => socket?.destroy(), 20));
    return false;
  }
  if (effect?.kind === 'trickle') {
    for (let at = 0; at < body.length && !response.destroyed; at += effect.bytes) {
      response.write(body.subarray(at, at + effect.bytes));
      await pause(effect.everyMs);
    }
  }
  await new Promise<void>((sent) => {
    response.once('close', sent);
    response.end(effect?.kind === 'trickle' ? undefined : body, sent);
  });
  if (effect?.kind === 'reset' && effect.when === 'after') socket?.destroy();
  return true;
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
