import type { Browser } from 'puppeteer-core';

interface BidiConnection {
  send(method: string, parameters: object): Promise<unknown>;
}

/** Puppeteer has the connection but no word for it in its types. */
export function connectionOf(browser: Browser): BidiConnection {
  const connection: unknown = Reflect.get(browser, 'connection');
  if (typeof connection !== 'object' || connection === null || !('send' in connection)) {
    throw new Error('puppeteer no longer offers its connection');
  }
  const { send } = connection;
  if (typeof send !== 'function') throw new Error('puppeteer no longer offers its connection');
  return { send: (method, parameters) => Promise.resolve(Reflect.apply(send, connection, [method, parameters])) };
}

/** Follows a path of keys into an unknown value. */
export function dig(value: unknown, ...path: (string | number)[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}

/**
 * Runs the body of an async function with the rights of the browser's own window (`Services`, `WebExtensionPolicy`).
 * Firefox must have been started with `--remote-allow-system-access`. Only plain values come back.
 */
export async function privileged(browser: Browser, body: string): Promise<unknown> {
  const connection = connectionOf(browser);
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = dig(tree, 'result', 'contexts', 0, 'context');
  const answer = await connection.send('script.evaluate', {
    expression: `(async () => { ${body} })()`,
    target: { context },
    awaitPromise: true,
  });
  if (dig(answer, 'result', 'type') !== 'success') {
    throw new Error(`Firefox refused: ${String(dig(answer, 'result', 'exceptionDetails', 'text'))}`);
  }
  return dig(answer, 'result', 'result', 'value');
}
