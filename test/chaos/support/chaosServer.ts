// A provider on loopback that plays the fault each request names, and counts what it sent.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Wire } from '../../support/simulator/wire.ts';
import { chance, scriptOf } from './chance.ts';
import { faults } from './faults.ts';

/** The headers in which a request says what is to be done to it. */
export const planHeaders = { call: 'x-chaos-call', attempt: 'x-chaos-attempt', fault: 'x-chaos-fault' } as const;

export interface ChaosServer extends AsyncDisposable {
  readonly url: string;
  /** Requests that arrived. */
  readonly requests: number;
  /** Answers that were sent whole, and the output tokens they told. */
  readonly whole: { readonly answers: number; readonly tokens: number };
  /** Requests that are still being answered. */
  readonly open: number;
}

/** Output tokens a call's answer is said to have. */
export function tokensOf(call: number): number {
  return 5 + (call % 90);
}

/** What is left to say to somebody who has the beginning. Models often say the last of it once more. */
function restOf(pieces: readonly string[], had: string | undefined, random: () => number): readonly string[] {
  const whole = pieces.join('');
  if (!had || !whole.startsWith(had)) return pieces;
  const again = random() < 0.5 ? Math.min(had.length, 30 + Math.floor(random() * 30)) : 0;
  const rest = Array.from(whole.slice(had.length - again));
  return Array.from({ length: Math.ceil(rest.length / 6) }, (_, index) => rest.slice(index * 6, index * 6 + 6).join(''));
}

export async function startChaosServer(wire: Wire, seed: number): Promise<ChaosServer> {
  let requests = 0;
  let answers = 0;
  let tokens = 0;
  const open = new Set<ServerResponse>();
  const sockets = new Set<Socket>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests++;
    open.add(response);
    response.once('close', () => open.delete(response));
    // The rest of a request that was called off is of no interest.
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = Number(request.headers[planHeaders.call]);
    const attempt = Number(request.headers[planHeaders.attempt]);
    const fault = faults.find(({ name }) => name === request.headers[planHeaders.fault]);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const turns = wire.understand({ path: request.url ?? '', headers: request.headers, body }).turns;
    const text = restOf(scriptOf(seed, call), turns.filter(({ role }) => role === 'assistant').at(-1)?.text, chance(seed, 'rest', call, attempt));
    const events = wire.events({ text, usage: { fresh: 11, text: tokensOf(call) } });
    if (fault?.play) await fault.play({ response, events, contentType: wire.contentType, overloaded: wire.overloadedEvent(), random: chance(seed, 'play', call, attempt) });
    else {
      response.writeHead(200, { 'content-type': wire.contentType });
      for (const event of events) await new Promise<void>((resolve) => void response.write(event, () => resolve()));
      response.end();
    }
    // A call without a number is none of the run's.
    if (Number.isInteger(call) && (!fault || fault.ends.includes('answered'))) {
      answers++;
      tokens += tokensOf(call);
    }
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    get whole() {
      return { answers, tokens };
    },
    get open() {
      return open.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
