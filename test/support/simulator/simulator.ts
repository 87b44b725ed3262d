// A real HTTP server on loopback that answers as a provider would, scripted request by request.

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a client sent. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** Resolves once the connection of this request is closed from the other side or finished. */
  readonly closed: Promise<void>;
}

/** Answers one request, byte by byte if it wants. */
export type Answer = (request: SeenRequest, response: ServerResponse) => Promise<void> | void;

/** A provider on loopback. `answers` are used up in order; the last one stays. */
export interface Simulator extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  script(...answers: readonly Answer[]): void;
  /** Resolves with the n-th request (from 0) once it has arrived. */
  request(index: number): Promise<SeenRequest>;
}

export async function startSimulator(...answers: readonly Answer[]): Promise<Simulator> {
  let queue = [...answers];
  const requests: SeenRequest[] = [];
  const waiting: { index: number; resolve: (request: SeenRequest) => void }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => void answer(incoming, response));

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      closed,
    };
    requests.push(request);
    for (const { index, resolve } of waiting) if (index === requests.length - 1) resolve(request);
    const next = queue.length > 1 ? queue.shift() : queue[0];
    if (!next) {
      response.writeHead(500).end('no answer scripted');
      return;
    }
    await next(request, response);
  }

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    script: (...next) => void (queue = [...next]),
    request(index) {
      const seen = requests[index];
      return seen ? Promise.resolve(seen) : new Promise((resolve) => waiting.push({ index, resolve }));
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
