import { createServer } from 'node:http';
import { connect } from 'node:net';

export interface ConnectProxy {
  port: number;
  close(): Promise<void>;
}

/** An HTTPS proxy on loopback that leads every host name to one port: Firefox has no other way to map them all. */
export async function startConnectProxy(targetPort: number): Promise<ConnectProxy> {
  const open = new Set<{ destroy(): void }>();
  const server = createServer((_request, response) => {
    response.statusCode = 502;
    response.end();
  });
  server.on('connect', (_request, client, head) => {
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(client);
      client.pipe(target);
    });
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((closed) => {
        for (const socket of open) socket.destroy();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
