// Plays the extension host for a page in Chromium: keeps the state, numbers the changes, answers and records requests.

import type { Page } from 'playwright-core';
import type { Change, Failure, HostMessage, Parameters, RequestMessage, RequestName, Result, Snapshot } from '../../../src/shared/protocol.ts';
import { changed } from './snapshots.ts';

/** What the fake host shows of itself to a test. */
export class FakeHost {
  readonly page: Page;
  /** Every request, oldest first. */
  readonly requests: RequestMessage[] = [];
  /** The host's truth; what a new snapshot contains. */
  state: Snapshot;
  /** Requests that are refused. */
  readonly failures = new Map<RequestName, Failure>();
  /** What requests answer, where that is more than that it was done. */
  readonly results = new Map<RequestName, object>();
  /** Requests that get no answer until the test gives it. */
  readonly silent = new Set<RequestName>();
  #arrived = new EventTarget();

  constructor(page: Page, state: Snapshot) {
    this.page = page;
    this.state = state;
  }

  /** Changes the truth and tells the page. */
  async change(...changes: Change[]): Promise<void> {
    await this.post(this.lose(...changes));
  }

  /** Changes the truth; the message gets lost. */
  lose(...changes: Change[]): HostMessage {
    this.state = { ...changes.reduce(changed, this.state), sequence: this.state.sequence + 1 };
    return { kind: 'changes', sequence: this.state.sequence, changes };
  }

  /** Sends messages in one task of the page. */
  async post(...messages: readonly HostMessage[]): Promise<void> {
    await this.page.evaluate((all) => {
      for (const message of all) window.dispatchEvent(new MessageEvent('message', { data: message }));
    }, messages);
  }

  /** Takes what the page posted. */
  async receive(request: RequestMessage): Promise<void> {
    this.requests.push(request);
    this.#arrived.dispatchEvent(new Event('request'));
    if (!this.silent.has(request.name)) await this.answer(request);
  }

  async answer(request: RequestMessage): Promise<void> {
    const failure = this.failures.get(request.name);
    if (request.name === 'saveDraft') this.state = { ...this.state, draft: (request.parameters as Parameters<'saveDraft'>).text };
    const { id } = request;
    const result = request.name === 'ready' ? this.state : (this.results.get(request.name) ?? {});
    await this.post(failure ? { kind: 'response', id, failure } : { kind: 'response', id, result: result as Result<RequestName> });
  }

  /** The requests of one name so far. */
  all<N extends RequestName>(name: N): RequestMessage<N>[] {
    return this.requests.filter((request): request is RequestMessage<N> => request.name === name);
  }

  /** Waits until there are so many requests of a name; gives the last. */
  async requested<N extends RequestName>(name: N, count = 1): Promise<RequestMessage<N>> {
    const signal = AbortSignal.timeout(5_000);
    while (this.all(name).length < count) {
      await new Promise<void>((resolve, reject) => {
        this.#arrived.addEventListener('request', () => resolve(), { once: true });
        signal.addEventListener('abort', () => reject(new Error(`No request "${name}" came.`)), { once: true });
      });
    }
    const found = this.all(name)[count - 1];
    if (!found) throw new Error(`No request "${name}" came.`);
    return found;
  }

  /** Waits until the page has drawn what it was sent. */
  async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise<void>((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => resolve())); }));
  }
}
