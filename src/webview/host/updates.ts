// Keeps the page in step with the host: numbered batches in order, and a new snapshot whenever one is missing.

import type { Change, HostMessage, Snapshot } from '../../shared/protocol.ts';

/** What the updates come to. */
export interface UpdateTarget {
  fetchSnapshot(): Promise<Snapshot>;
  applySnapshot(snapshot: Snapshot): void;
  /** False when the changes do not fit and a snapshot is needed. */
  applyChanges(changes: readonly Change[]): boolean;
  /** No snapshot could be had. */
  onFailure(failure: unknown): void;
}

type Batch = Extract<HostMessage, { kind: 'changes' }>;

/** Takes batches in any state; a batch that comes while a snapshot is on its way waits for it. */
export class Updates {
  readonly #target: UpdateTarget;
  #sequence: number | undefined;
  #fetching = false;
  #waiting: Batch[] = [];

  constructor(target: UpdateTarget) {
    this.#target = target;
  }

  /** Asks for everything; a second call while one is on its way asks for nothing. */
  async refresh(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    this.#sequence = undefined;
    try {
      const snapshot = await this.#target.fetchSnapshot();
      this.#sequence = snapshot.sequence;
      this.#target.applySnapshot(snapshot);
    } catch (failure) {
      this.#waiting = [];
      this.#target.onFailure(failure);
    } finally {
      this.#fetching = false;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const batch of waiting) this.take(batch);
  }

  take(batch: Batch): void {
    if (this.#fetching) this.#waiting.push(batch);
    else if (this.#sequence === undefined) void this.refresh();
    else if (batch.sequence > this.#sequence) this.#takeNext(batch, this.#sequence + 1);
    // Else the snapshot had it already.
  }

  /** The host answers after it sent this batch, so a snapshot asked for now contains it. */
  #takeNext(batch: Batch, expected: number): void {
    if (batch.sequence === expected && this.#target.applyChanges(batch.changes)) this.#sequence = expected;
    else void this.refresh();
  }
}
