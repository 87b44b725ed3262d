// An editor of one's own making: models as data, answers as code.

import { systemClock } from '../../../../src/core/base/clock.ts';
import { silentLog } from '../../../../src/core/base/log.ts';
import type { Call } from '../../../../src/core/model/call.ts';
import type { EditorAnswerPart, EditorModel, EditorModels, EditorRequest } from '../../../../src/core/model/editorModels.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { createPriceBook } from '../../../../src/core/money/price.ts';
import { createSpend } from '../../../../src/core/money/spend.ts';
import { createClient } from '../../../../src/core/pipeline/client.ts';
import { createProviderDirectory } from '../../../../src/core/providers/directory.ts';
import { registry } from '../../../../src/core/providers/registry.ts';
import { type Collected, collect } from '../../../support/collect.ts';

/** A model that answers with `parts`, unless something else is said about it. */
export function modelOf(more: Partial<EditorModel> = {}, parts: Iterable<EditorAnswerPart> | AsyncIterable<EditorAnswerPart> = []): EditorModel {
  return {
    vendor: 'copilot', family: 'gpt-5.6', id: 'gpt-5.6', name: 'GPT-5.6', version: '1', maxInputTokens: 128_000, images: true, tools: true,
    send: () => Promise.resolve((async function* () { yield* parts; })()),
    countTokens: (text) => Promise.resolve(text.length),
    ...more,
  };
}

/** A model that remembers what it was asked. */
export function recorder(more: Partial<EditorModel> = {}): { readonly model: EditorModel; readonly asked: EditorRequest[] } {
  const asked: EditorRequest[] = [];
  const { send } = modelOf({}, [{ type: 'text', text: 'ok' }]);
  return { asked, model: modelOf({ send: (request, signal) => { asked.push(request); return send(request, signal); }, ...more }) };
}

export function editorOf(...models: readonly EditorModel[]): EditorModels {
  return { select: (vendor) => Promise.resolve(models.filter((model) => vendor === undefined || model.vendor === vendor)), onDidChange: () => ({ dispose() {} }) };
}

/** Asks through the whole client. */
export function askEditor(editorModels: EditorModels | undefined, more: Partial<Call> = {}): Promise<Collected> {
  const prices = createPriceBook([]);
  const client = createClient({
    providers: createProviderDirectory(registry, () => ({})),
    keys: () => Promise.resolve(undefined),
    fetch: () => Promise.reject(new Error('These models need no network of ours.')),
    ...(editorModels && { editorModels }),
    clock: systemClock,
    log: silentLog,
    prices,
    attempts: createSpend(prices),
    timeouts: () => ({ firstEvent: 20_000, betweenEvents: 20_000 }),
  });
  return collect(client({ model: 'vscode/copilot/gpt-5.6', messages: [textMessage('user', 'hello')], task: 'chat', signal: new AbortController().signal, ...more }));
}
