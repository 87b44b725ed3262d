// Every fault: what it does to an answer, and how a call may end that met it last.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { ErrorKind } from '../../../src/core/model/llmError.ts';

/** What a fault has in hand. */
export interface Scene {
  readonly response: ServerResponse;
  /** The whole answer, an entry an event. */
  readonly events: readonly (string | Uint8Array)[];
  readonly contentType: string;
  readonly overloaded: string | Uint8Array;
  readonly random: () => number;
}

export interface Fault {
  readonly name: string;
  /** How a call may end with it; `answered` where it does no harm. */
  readonly ends: readonly (ErrorKind | 'answered')[];
  /** True where another attempt may help, as nothing was told yet. */
  readonly heals: boolean;
  /** True where text was told before: the answer is then gone on with. */
  readonly breaks?: true;
  /** Set where none of it reaches a provider. */
  readonly before?: 'refused' | 'dns' | 'tls';
  readonly play?: (scene: Scene) => Promise<void> | void;
}

const bytesOf = (event: string | Uint8Array): Uint8Array => (typeof event === 'string' ? new TextEncoder().encode(event) : event);
const head = ({ response, contentType }: Scene): ServerResponse => response.writeHead(200, { 'content-type': contentType });
const write = (response: ServerResponse, chunk: string | Uint8Array): Promise<void> => new Promise((resolve) => void response.write(chunk, () => resolve()));

/** Somewhere behind the beginning and before the end. */
function somewhere({ events, random }: Scene): number {
  return Math.min(events.length - 2, 5 + Math.floor(random() * Math.max(1, events.length - 8)));
}

async function sendUpTo(scene: Scene, count: number): Promise<void> {
  head(scene);
  for (const event of scene.events.slice(0, count)) await write(scene.response, event);
}

/** A refusal, with whatever the server says of when to come back. */
function status(code: number, ends: Fault['ends'], heals: boolean, headers: (now: number) => Record<string, string> = () => ({}), name = `status ${code}`): Fault {
  const play = ({ response }: Scene): void => void response.writeHead(code, { 'content-type': 'application/json', ...headers(Date.now()) }).end(JSON.stringify({ error: { message: `status ${code}`, type: 'error' } }));
  return { name, ends, heals, play };
}

const slow: Fault['ends'] = ['rate-limit'];

export const faults: readonly [Fault, ...Fault[]] = [
  status(500, ['server'], true),
  status(502, ['server'], true),
  status(503, ['overloaded'], true),
  status(529, ['overloaded'], true),
  status(408, ['timeout'], true),
  status(409, ['server'], true),
  status(429, slow, true),
  status(429, slow, true, () => ({ 'retry-after': '2' }), '429, seconds'),
  status(429, slow, true, () => ({ 'retry-after-ms': '1500' }), '429, milliseconds'),
  status(429, slow, true, () => ({ 'x-ms-retry-after-ms': '900' }), '429, Azure milliseconds'),
  status(429, slow, true, (now) => ({ 'retry-after': new Date(now + 2_000).toUTCString() }), '429, a date'),
  status(429, slow, true, () => ({ 'retry-after': 'soon' }), '429, nonsense'),
  status(429, slow, true, () => ({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '3s' }), '429, a reset'),
  status(429, slow, true, (now) => ({ 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': new Date(now + 2_000).toISOString() }), '429, a reset date'),
  status(429, slow, false, () => ({ 'retry-after': '86400' }), '429, tomorrow'),
  status(401, ['auth'], false),
  status(402, ['quota'], false),
  status(403, ['permission'], false),
  status(404, ['not-found'], false),
  status(407, ['proxy', 'network'], false, undefined, 'a proxy that says 407'),
  { name: 'connection refused', ends: ['network'], heals: true, before: 'refused' },
  { name: 'no such host', ends: ['network'], heals: true, before: 'dns' },
  { name: 'self-signed certificate', ends: ['tls'], heals: false, before: 'tls' },
  { name: 'reset before headers', ends: ['network'], heals: true, play: ({ response }) => void response.destroy() },
  {
    name: 'reset after headers', ends: ['network', 'interrupted'], heals: true,
    async play(scene) {
      head(scene).flushHeaders();
      await sleep(5);
      scene.response.destroy();
    },
  },
  {
    name: 'reset in the middle of an event', ends: ['interrupted'], heals: false, breaks: true,
    async play(scene) {
      const place = somewhere(scene);
      await sendUpTo(scene, place);
      const bytes = bytesOf(scene.events[place] ?? '');
      await write(scene.response, bytes.slice(0, Math.floor(bytes.length * scene.random())));
      await sleep(5);
      scene.response.destroy();
    },
  },
  {
    name: 'reset in the middle of a character', ends: ['interrupted'], heals: false, breaks: true,
    async play(scene) {
      const split = scene.events.findIndex((event, index) => index >= 5 && bytesOf(event).some((byte) => byte >= 0xc0));
      const place = split < 0 ? somewhere(scene) : split;
      await sendUpTo(scene, place);
      const bytes = bytesOf(scene.events[place] ?? '');
      await write(scene.response, bytes.slice(0, Math.max(1, bytes.findIndex((byte) => byte >= 0xc0) + 1)));
      await sleep(5);
      scene.response.destroy();
    },
  },
  {
    name: 'a stream that just ends', ends: ['interrupted'], heals: false, breaks: true,
    async play(scene) {
      await sendUpTo(scene, somewhere(scene));
      scene.response.end();
    },
  },
  { name: 'stall before the headers', ends: ['timeout'], heals: true, play: () => undefined },
  { name: 'stall before the answer', ends: ['timeout'], heals: true, play: (scene) => head(scene).flushHeaders() },
  { name: 'stall within the answer', ends: ['interrupted'], heals: false, breaks: true, play: (scene) => sendUpTo(scene, somewhere(scene)) },
  {
    name: 'an endless slow drip', ends: ['interrupted'], heals: false, breaks: true,
    async play(scene) {
      await sendUpTo(scene, somewhere(scene));
      // Never silent for long, and never done.
      while (!scene.response.destroyed) {
        await write(scene.response, ': still here\n\n');
        await sleep(20);
      }
    },
  },
  {
    name: 'an overloaded server in the middle', ends: ['overloaded', 'interrupted'], heals: false, breaks: true,
    async play(scene) {
      await sendUpTo(scene, somewhere(scene));
      scene.response.end(scene.overloaded);
    },
  },
  {
    name: 'garbage frames', ends: ['answered'], heals: false,
    async play(scene) {
      head(scene);
      for (const event of scene.events) {
        if (scene.random() < 0.3) await write(scene.response, ': noise \u0000\n\nevent: unheard-of\ndata: {"type":"unheard-of"}\n\nretry: 12\n\n');
        await write(scene.response, event);
      }
      scene.response.end();
    },
  },
  {
    name: 'byte by byte', ends: ['answered'], heals: false,
    async play(scene) {
      head(scene);
      const bytes = Buffer.concat(scene.events.map(bytesOf));
      for (let from = 0; from < bytes.length; from += 7) await write(scene.response, bytes.subarray(from, from + 7));
      scene.response.end();
    },
  },
  { name: '200 with a web page', ends: ['bad-response'], heals: false, play: ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Log in to the hotel network</body></html>') },
  { name: '200 with nothing', ends: ['bad-response'], heals: true, play: (scene) => void head(scene).end() },
];
