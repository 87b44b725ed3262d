// A handler that is loaded with its first call, so that activation does not pay for it.

import type { Handler } from '../model/handler.ts';
import type { StreamEvent } from '../model/streamEvent.ts';
import { keepContract } from './keepContract.ts';

/** Once it is there, a stream is the handler's own: nothing stands between its events and whoever reads. */
export function later(load: () => Promise<Handler>): Handler {
  let loading: Promise<Handler> | undefined;
  return (call) => ({
    [Symbol.asyncIterator]() {
      let stream: AsyncIterator<StreamEvent> | undefined;
      const begin = async (): Promise<AsyncIterator<StreamEvent>> => {
        loading ??= load();
        // What cannot be loaded now may be there for the next call.
        const handler = await loading.catch((failure: unknown): Handler => {
          loading = undefined;
          return (failed) => keepContract(failed, () => { throw failure; });
        });
        return (stream ??= handler(call)[Symbol.asyncIterator]());
      };
      const next = (): Promise<IteratorResult<StreamEvent>> => (stream ? stream.next() : begin().then((begun) => begun.next()));
      return { next, return: async () => (await stream?.return?.()) ?? { done: true, value: undefined } };
    },
  });
}
