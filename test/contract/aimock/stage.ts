// Asks aimock through the whole client, one vendor's door after the other.

import { after, before } from 'node:test';
import { type FixtureFileResponse, type FixtureMatch, type FixtureOpts, LLMock } from '@copilotkit/aimock';
import type { Call } from '../../../src/core/model/call.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { type Collected, collect } from '../../support/collect.ts';
import { callOf, simulatedClient } from '../../support/simulatedClient.ts';
import type { Door } from './doors.ts';

/** What aimock says to a question, or to whatever else it knows a request by. */
export interface Line {
  readonly to: string | FixtureMatch;
  readonly says: FixtureFileResponse;
  readonly how?: FixtureOpts;
}

/** The peer of one test file. */
export interface Peer {
  readonly mock: LLMock;
  readonly client: (door: Door) => Handler;
  /** Asks this question at this door. */
  readonly ask: (door: Door, question: string, more?: Partial<Call>) => Promise<Collected>;
}

/** Starts aimock before the tests of this file and stops it after them. The first line that fits answers. */
export function useAimock(lines: readonly Line[]): Peer {
  // Pieces of a few letters, so that words arrive in several.
  const mock = new LLMock({ port: 0, chunkSize: 7 });
  for (const { to, says, how } of lines) mock.on(typeof to === 'string' ? { userMessage: to } : to, says, how);
  before(() => mock.start());
  after(() => mock.stop());
  const client = (door: Door): Handler => simulatedClient('', { key: 'key-0123456789', providers: { [door.provider]: door.settings(mock.url) } }).client;
  return {
    mock,
    client,
    ask: (door, question, more) => collect(client(door)(callOf(question, { model: door.model, ...more }))),
  };
}
