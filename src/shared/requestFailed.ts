// A request that did not work out, on either side.

import type { Failure } from './protocol.ts';

/** A request that the host refused or could not do; the message is fit for a person. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.sentence);
    this.failure = failure;
  }
}
