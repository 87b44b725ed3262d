// Tells how the connection of a request comes about: Node's own `fetch` reports it beside its result, if at all.

import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { TellConnections } from '../core/pipeline/transport.ts';

type Told = Parameters<TellConnections>[1];

/** Whose request it is that is being made right now. */
const asking = new AsyncLocalStorage<Told>();
const waiting = new WeakMap<object, Told>();
let listening = false;

/** Listens from the first request on. A `fetch` that reports nothing is told nothing of. */
export const tellConnections: TellConnections = (fetch, told) => {
  if (!listening) listen();
  return (input, init) => asking.run(told, () => fetch(input, init));
};

function listen(): void {
  listening = true;
  subscribe('undici:request:create', (message) => {
    const told = asking.getStore();
    const request = requestIn(message);
    if (!told || !request) return;
    waiting.set(request, told);
    told('connecting');
  });
  subscribe('undici:client:sendHeaders', (message) => {
    const request = requestIn(message);
    if (request) waiting.get(request)?.('connected');
  });
}

function requestIn(message: unknown): object | undefined {
  const request: unknown = typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
  return typeof request === 'object' && request !== null ? request : undefined;
}
