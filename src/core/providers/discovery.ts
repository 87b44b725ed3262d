// Finds model servers that run on this machine, at the ports they usually have. Quiet, quick, and it never throws.
//
// Each is known by the shape of its answers, not by its port: many programs listen on 8080.

import type { Clock } from '../base/clock.ts';
import type { ListedModel } from '../model/dialect.ts';
import { readModels } from '../dialects/openaiChat/models.ts';
import { nonEmptyString, parseJson, property } from '../dialects/wire/json.ts';
import { joinLlamacpp } from './listing/llamacpp.ts';
import { readLmstudio } from './listing/lmstudio.ts';

/** A server that was found. */
export interface LocalServer {
  /** The provider's id. */
  readonly provider: string;
  readonly baseUrl: string;
  /** May be empty: a server without a model. */
  readonly models: readonly ListedModel[];
}

export interface DiscoveryPorts {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** How one kind of server is known. `read` gets the answers in the order of the paths; undefined means: not this kind. */
interface Probe {
  readonly provider: string;
  readonly origin: string;
  readonly paths: readonly string[];
  readonly read: (answers: readonly unknown[]) => readonly ListedModel[] | undefined;
}

const probes: readonly Probe[] = [
  {
    provider: 'ollama',
    origin: 'http://127.0.0.1:11434',
    paths: ['/api/tags', '/api/version'],
    read: ([tags, version]) => {
      const models = property(tags, 'models');
      const isOllama = Array.isArray(models) && nonEmptyString(property(version, 'version')) !== undefined && models.every((model) => nonEmptyString(property(model, 'digest')) !== undefined);
      return isOllama ? readModels(tags, { list: 'models', name: 'name' }) : undefined;
    },
  },
  {
    provider: 'lmstudio',
    origin: 'http://127.0.0.1:1234',
    paths: ['/api/v1/models', '/api/v0/models'],
    read: ([newer, older]) => readLmstudio(newer) ?? readLmstudio(older),
  },
  {
    provider: 'llamacpp',
    origin: 'http://127.0.0.1:8080',
    paths: ['/v1/models', '/props'],
    read: ([list, properties]) => (ownedBy(list, 'llamacpp') ? joinLlamacpp(list, properties) : undefined),
  },
  {
    provider: 'vllm',
    origin: 'http://127.0.0.1:8000',
    paths: ['/v1/models'],
    read: ([list]) => (ownedBy(list, 'vllm') ? readModels(list, { contextWindow: ['max_model_len'] }) : undefined),
  },
];

const patience = 300;
const longestAnswer = 1024 * 1024;

/** The servers that run now. All are asked at once, for 300 ms at most. */
export async function discoverLocalServers({ fetch, clock }: DiscoveryPorts, signal?: AbortSignal): Promise<readonly LocalServer[]> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const timer = clock.after(patience, end);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  try {
    const found = await Promise.all(probes.map((probe) => look(probe, fetch, stop.signal)));
    return found.filter((server) => server !== undefined);
  } finally {
    timer.dispose();
    signal?.removeEventListener('abort', end);
  }
}

async function look({ provider, origin, paths, read }: Probe, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<LocalServer | undefined> {
  const answers = await Promise.all(paths.map((path) => askQuietly(origin + path, fetch, signal)));
  const models = read(answers);
  return models && { provider, baseUrl: `${origin}/v1`, models };
}

/** The answer, or undefined for whatever goes wrong. Carries no key and follows nobody elsewhere. */
async function askQuietly(address: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<unknown> {
  try {
    const response = await fetch(address, { signal, redirect: 'error', headers: { accept: 'application/json' } });
    if (!response.ok || !response.body) return undefined;
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of response.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(piece, { stream: true });
      if (text.length > longestAnswer) return undefined;
    }
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function ownedBy(list: unknown, owner: string): boolean {
  const entries = property(list, 'data');
  return Array.isArray(entries) && entries.length > 0 && entries.every((entry) => property(entry, 'owned_by') === owner);
}
