// Addresses where a request never reaches a provider: nobody listens, nobody is named so, nobody is to be believed.

import { readFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:net';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';

export interface Trapdoors extends AsyncDisposable {
  readonly addresses: Readonly<Record<'refused' | 'dns' | 'tls', string>>;
}

export async function openTrapdoors(): Promise<Trapdoors> {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
  const server = createServer({ key: read('selfSigned.key.pem'), cert: read('selfSigned.cert.pem') }, (_request, response) => void response.end());
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => void sockets.add(socket.once('close', () => sockets.delete(socket))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    addresses: {
      refused: `http://127.0.0.1:${await unusedPort()}`,
      dns: 'http://nobody.invalid',
      tls: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function unusedPort(): Promise<number> {
  const server = createPlainServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
