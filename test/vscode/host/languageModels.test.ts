// The models VS Code offers, asked by the whole client through the real `vscode.lm`.

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { systemClock } from '../../../src/core/base/clock.ts';
import { silentLog } from '../../../src/core/base/log.ts';
import type { Call } from '../../../src/core/model/call.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import { createPriceBook } from '../../../src/core/money/price.ts';
import { createSpend } from '../../../src/core/money/spend.ts';
import { createClient } from '../../../src/core/pipeline/client.ts';
import { createModelLists } from '../../../src/core/pipeline/modelLists.ts';
import { createProviderDirectory } from '../../../src/core/providers/directory.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { createLanguageModels } from '../../../src/host/languageModels.ts';
import { type Collected, collect } from '../../support/collect.ts';

type Respond = vscode.LanguageModelChatProvider['provideLanguageModelChatResponse'];

const editorModels = createLanguageModels();
const ports = {
  providers: createProviderDirectory(registry, () => ({})),
  keys: () => Promise.resolve(undefined),
  fetch: globalThis.fetch,
  editorModels,
  clock: systemClock,
  log: silentLog,
};
const information = { id: 'large-1', name: 'Stand-in Large', family: 'large', version: '1', maxInputTokens: 32_000, maxOutputTokens: 4_000, capabilities: { imageInput: true, toolCalling: true } };
/** A real image: the editor opens those it is given, to make them smaller. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const open: vscode.Disposable[] = [];

/** The vendors are named in the manifest of an extension beside this one; who answers for them is up to the test. */
function offer(respond: Respond, vendor = 'stand-in'): void {
  open.push(vscode.lm.registerLanguageModelChatProvider(vendor, {
    provideLanguageModelChatInformation: () => [information],
    provideLanguageModelChatResponse: respond,
    provideTokenCount: (_model, text) => Promise.resolve(typeof text === 'string' ? text.length : 1),
  }));
}

function ask(more: Partial<Call> = {}): Promise<Collected> {
  const prices = createPriceBook([]);
  const client = createClient({ ...ports, prices, attempts: createSpend(prices), timeouts: () => ({ firstEvent: 20_000, betweenEvents: 20_000 }) });
  return collect(client({ model: 'vscode/stand-in/large', messages: [textMessage('user', 'hello')], task: 'chat', signal: new AbortController().signal, ...more }));
}

describe('the models VS Code offers', () => {
  afterEach(() => {
    for (const each of open.splice(0)) each.dispose();
  });

  it('answer with text and usage, under family and id', async () => {
    offer(async (_model, _messages, _options, progress) => {
      for (const word of ['one ', 'two ', 'three']) progress.report(new vscode.LanguageModelTextPart(word));
      progress.report(vscode.LanguageModelDataPart.text('{"prompt_tokens":12,"completion_tokens":3}', 'usage'));
    });
    for (const model of ['vscode/stand-in/large', 'vscode/stand-in/large-1']) {
      const { text, finish } = await ask({ model });
      assert.deepEqual([text, finish.reason.unified, finish.model, finish.servedModel], ['one two three', 'stop', model, 'stand-in/large-1']);
      assert.deepEqual([finish.usage.input.fresh, finish.usage.output.text, finish.cost.provenance], [12, 3, 'unknown']);
    }
  });

  it('understand the system prompt, images, tools and results, and call tools', async () => {
    let seen: readonly vscode.LanguageModelChatRequestMessage[] = [];
    let options: vscode.ProvideLanguageModelChatResponseOptions | undefined;
    offer(async (_model, messages, given, progress) => {
      seen = messages;
      options = given;
      progress.report(new vscode.LanguageModelToolCallPart('call-2', 'clock', { zone: 'UTC' }));
    });
    const { toolCalls, finish } = await ask({
      messages: [
        textMessage('system', 'be brief'),
        { role: 'user', parts: [{ type: 'text', text: 'look' }, { type: 'image', mediaType: 'image/png', data: onePixel }] },
        { role: 'assistant', parts: [{ type: 'tool-call', id: 'call-1', name: 'clock', arguments: {} }] },
        { role: 'tool', parts: [{ type: 'tool-result', id: 'call-1', name: 'clock', content: [{ type: 'text', text: '12:00' }] }] },
      ],
      tools: [{ name: 'clock', description: 'the time', parameters: { type: 'object' } }],
      toolChoice: 'required',
      limits: { maxOutputTokens: 77 },
    });
    assert.equal(finish.reason.unified, 'tool-calls', finish.error?.message);
    assert.deepEqual(toolCalls, [{ id: 'call-2', name: 'clock', arguments: { zone: 'UTC' } }]);
    assert.deepEqual(seen.map(({ role }) => role), [1, 1, 2, 1]);
    const parts = seen.flatMap(({ content }) => content);
    assert.ok(parts[0] instanceof vscode.LanguageModelTextPart && parts[0].value === 'be brief');
    assert.ok(parts[2] instanceof vscode.LanguageModelDataPart && parts[2].mimeType === 'image/png' && parts[2].data[1] === 0x50);
    assert.ok(parts[3] instanceof vscode.LanguageModelToolCallPart && parts[3].callId === 'call-1');
    assert.ok(parts[4] instanceof vscode.LanguageModelToolResultPart && parts[4].callId === 'call-1');
    assert.deepEqual(options?.tools?.map(({ name }) => name), ['clock']);
    assert.equal(options.toolMode, vscode.LanguageModelChatToolMode.Required);
    assert.equal(options.modelOptions?.['max_tokens'], 77);
  });

  it('think aloud where the editor knows thinking', async () => {
    const Thinking: unknown = Object.getOwnPropertyDescriptor(vscode, 'LanguageModelThinkingPart')?.value ?? ('LanguageModelThinkingPart' in vscode ? vscode.LanguageModelThinkingPart : undefined);
    assert.equal(typeof Thinking, 'function', 'this build of VS Code has thinking parts');
    offer(async (_model, _messages, _options, progress) => {
      progress.report(Reflect.construct(Thinking as new () => vscode.LanguageModelTextPart, ['hm, ', 'thought-1']) as vscode.LanguageModelTextPart);
      progress.report(new vscode.LanguageModelTextPart('yes'));
    });
    const { text, thinking } = await ask();
    assert.deepEqual([text, thinking], ['yes', 'hm, ']);
  });

  it('stop when they are told to, even if they do not listen', async () => {
    const told = Promise.withResolvers<void>();
    offer((_model, _messages, _options, progress, token) => {
      token.onCancellationRequested(() => told.resolve());
      progress.report(new vscode.LanguageModelTextPart('first'));
      return new Promise(() => undefined);
    });
    const control = new AbortController();
    const prices = createPriceBook([]);
    const client = createClient({ ...ports, prices, attempts: createSpend(prices), timeouts: () => ({ firstEvent: 20_000, betweenEvents: 20_000 }) });
    let last;
    for await (const event of client({ model: 'vscode/stand-in/large', messages: [textMessage('user', 'hello')], task: 'chat', signal: control.signal })) {
      last = event;
      if (event.type === 'text-delta') control.abort();
    }
    assert.equal(last?.type === 'finish' && last.reason.unified, 'cancelled');
    await told.promise;
  });

  it('fail as what they fail as', async () => {
    const cases: readonly (readonly [Error, string])[] = [
      [vscode.LanguageModelError.NoPermissions('no consent'), 'permission'],
      [vscode.LanguageModelError.Blocked('Quota exceeded'), 'quota'],
      [vscode.LanguageModelError.NotFound('gone'), 'not-found'],
      [Object.assign(new Error('slow'), { name: 'ChatRateLimited' }), 'rate-limit'],
      [new Error('Request Failed: 400 {"error":{"code":"model_max_prompt_tokens_exceeded"}}'), 'context-overflow'],
    ];
    for (const [failure, kind] of cases) {
      offer(() => Promise.reject(failure));
      assert.equal((await ask()).finish.error?.kind, kind, failure.message);
      for (const each of open.splice(0)) each.dispose();
    }
  });

  it('are listed with what they tell, without Parley\'s own, and missed in words', async () => {
    offer(() => Promise.resolve());
    offer(() => Promise.resolve(), 'parley');
    const configured = ports.providers.find('vscode');
    assert.ok(configured);
    const listed = await createModelLists(ports).list(configured);
    assert.deepEqual(listed.filter(({ name }) => /^(?:stand-in|parley)\//.test(name)), [{ name: 'stand-in/large', title: 'Stand-in Large', contextWindow: 32_000, images: true, tools: true }]);
    const { error } = (await ask({ model: 'vscode/stand-in/none' })).finish;
    assert.equal(error?.kind, 'not-found');
    assert.match(error.message, /stand-in\/large/);
    assert.equal((await ask({ model: 'vscode/nobody/none' })).finish.error?.kind, 'not-found');
  });

  it('count tokens, and tell when there are others', async () => {
    const told = new Promise<void>((resolve) => void open.push(editorModels.onDidChange(() => resolve())));
    offer(() => Promise.resolve());
    const [model] = await editorModels.select('stand-in');
    assert.equal(await model?.countTokens('seven..', new AbortController().signal), 7);
    await told;
  });
});
