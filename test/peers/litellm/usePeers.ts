// A LiteLLM proxy with aimock behind it, for the tests of one file, and our ways to ask it.

import { after, before } from 'node:test';
import { LLMock } from '@copilotkit/aimock';
import { systemClock } from '../../../src/core/base/clock.ts';
import { silentLog } from '../../../src/core/base/log.ts';
import type { Call } from '../../../src/core/model/call.ts';
import type { ListedModel } from '../../../src/core/model/dialect.ts';
import { createModelLists } from '../../../src/core/pipeline/modelLists.ts';
import { createProviderDirectory } from '../../../src/core/providers/directory.ts';
import type { ProviderSettings } from '../../../src/core/providers/provider.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { type Collected, collect } from '../../support/collect.ts';
import { callOf, simulatedClient } from '../../support/simulatedClient.ts';
import { masterKey, proxyConfig } from './config.ts';
import { ensureLitellm } from './install.ts';
import { type Proxy, startProxy } from './proxy.ts';

/** One of our vendors, and how it comes to the proxy. */
export interface Door {
  readonly name: string;
  readonly provider: string;
  readonly settings: (url: string) => ProviderSettings;
}

/** Everybody who can speak to it, over each of its four wires. */
export const doors: readonly Door[] = [
  { name: 'litellm', provider: 'litellm', settings: (url) => ({ baseUrl: `${url}/v1` }) },
  { name: 'openai over chat', provider: 'openai', settings: (url) => ({ baseUrl: `${url}/v1`, api: 'chat' }) },
  { name: 'openai over responses', provider: 'openai', settings: (url) => ({ baseUrl: `${url}/v1`, api: 'responses' }) },
  { name: 'anthropic', provider: 'anthropic', settings: (url) => ({ baseUrl: url }) },
  { name: 'gemini', provider: 'gemini', settings: (url) => ({ baseUrl: url }) },
];

/** What one test file plays with. */
export interface Peers {
  readonly url: () => string;
  /** Asks a model of the proxy. */
  readonly ask: (door: Door, model: string, question: string, more?: Partial<Call>, key?: string) => Promise<Collected>;
  readonly list: (door: Door) => Promise<readonly ListedModel[]>;
}

/** Starts both before the tests of this file, and stops them after. */
export function usePeers(prepare: (mock: LLMock) => void = () => undefined): Peers {
  const mock = new LLMock({ port: 0, chunkSize: 7 });
  let proxy: Proxy | undefined;
  prepare(mock);
  before(async () => {
    const python = await ensureLitellm();
    proxy = await startProxy(python, proxyConfig(await mock.start()));
  }, { timeout: 15 * 60_000 });
  after(async () => {
    await proxy?.stop();
    await mock.stop();
  });
  const url = (): string => {
    if (!proxy) throw new Error('The proxy does not run.');
    return proxy.url;
  };
  return {
    url,
    ask: (door, model, question, more = {}, key = masterKey) => {
      const { client } = simulatedClient('', { key, providers: { [door.provider]: door.settings(url()) }, firstEvent: 30_000, betweenEvents: 30_000 });
      return collect(client(callOf(question, { model: `${door.provider}/${model}`, ...more })));
    },
    list: (door) => {
      const directory = createProviderDirectory(registry, () => ({ [door.provider]: door.settings(url()) }));
      const configured = directory.find(door.provider);
      if (!configured) throw new Error(`There is no ${door.provider}.`);
      const keys = () => Promise.resolve({ key: masterKey, label: 'given' });
      return createModelLists({ providers: directory, keys, fetch: globalThis.fetch, clock: systemClock, log: silentLog }).list(configured);
    },
  };
}
