// What the editor's models are asked.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../../src/core/model/call.ts';
import type { EditorModel, EditorRequest } from '../../../../src/core/model/editorModels.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { askEditor, editorOf, recorder } from './support.ts';

async function asked(more: Partial<Call>, model: Partial<EditorModel> = {}): Promise<{ readonly request: EditorRequest; readonly notices: readonly string[] }> {
  const seen = recorder(model);
  const { notices, finish } = await askEditor(editorOf(seen.model), more);
  assert.equal(finish.reason.unified, 'stop', finish.error?.message);
  const [request] = seen.asked;
  assert.ok(request);
  return { request, notices };
}

const tools = ['weather', 'clock'].map((name) => ({ name, description: `the ${name}`, parameters: { type: 'object' } }));
const png = { type: 'image', mediaType: 'image/png', data: 'iVBORw0KGgo=' } as const;

test('the system prompt is the first thing the user says; thinking stays behind', async () => {
  const { request } = await asked({
    messages: [
      textMessage('system', 'be brief'),
      textMessage('user', 'first'),
      { role: 'assistant', parts: [{ type: 'thinking', text: 'hm' }, { type: 'text', text: 'second' }] },
      { role: 'assistant', parts: [{ type: 'thinking', text: 'only a thought' }] },
      textMessage('user', 'third'),
    ],
  });
  assert.deepEqual(request.messages.map(({ role, parts }) => [role, ...parts]), [
    ['user', { type: 'text', text: 'be brief' }],
    ['user', { type: 'text', text: 'first' }],
    ['assistant', { type: 'text', text: 'second' }],
    ['user', { type: 'text', text: 'third' }],
  ]);
  assert.match(request.justification, /^Parley /);
});

test('calls and all of their results go as they are, the results in one message', async () => {
  const result = (id: string, text: string, failed = false) => ({ role: 'tool' as const, parts: [{ type: 'tool-result' as const, id, name: 'clock', content: [{ type: 'text' as const, text }], failed }] });
  const { request } = await asked({
    messages: [
      textMessage('user', 'time?'),
      { role: 'assistant', parts: [{ type: 'tool-call', id: 'a', name: 'clock', arguments: { zone: 'UTC' } }, { type: 'tool-call', id: 'b', name: 'clock', arguments: 'odd' }] },
      result('a', '12:00'),
      result('b', 'no such zone', true),
      textMessage('user', 'and?'),
    ],
  });
  assert.deepEqual(request.messages.slice(1).map(({ role, parts }) => [role, ...parts]), [
    ['assistant', { type: 'tool-call', id: 'a', name: 'clock', input: { zone: 'UTC' } }, { type: 'tool-call', id: 'b', name: 'clock', input: { value: 'odd' } }],
    ['user', { type: 'tool-result', id: 'a', content: [{ type: 'text', text: '12:00' }] }, { type: 'tool-result', id: 'b', content: [{ type: 'text', text: 'Error:' }, { type: 'text', text: 'no such zone' }] }],
    ['user', { type: 'text', text: 'and?' }],
  ]);
});

test('images are bytes; a model that takes none gets none, and it is said once', async () => {
  const messages = [{ role: 'user' as const, parts: [{ type: 'text' as const, text: 'look' }, png, png] }];
  const seen = await asked({ messages });
  assert.deepEqual(seen.request.messages[0]?.parts.slice(1), [1, 2].map(() => ({ type: 'data', mediaType: 'image/png', data: new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]) })));
  assert.deepEqual(seen.notices, []);
  const blind = await asked({ messages }, { images: false });
  assert.deepEqual(blind.request.messages[0]?.parts, [{ type: 'text', text: 'look' }]);
  assert.deepEqual(blind.notices, ['This model takes no images; they are left out.']);
});

test('a document that is text is told as text; another one is left out, with its name', async () => {
  const file = (name: string, mediaType: string) => ({ type: 'file' as const, name, mediaType, data: Buffer.from('a,b').toString('base64') });
  const { request, notices } = await asked({ messages: [{ role: 'user', parts: [file('t.csv', 'text/csv'), file('d.pdf', 'application/pdf')] }] });
  assert.deepEqual(request.messages[0]?.parts, [{ type: 'text', text: 't.csv:\n\na,b' }]);
  assert.deepEqual(notices, ['Models of VS Code take no application/pdf; "d.pdf" is left out.']);
});

test('a tool is demanded only where the editor can: one alone', async () => {
  const names = async (more: Partial<Call>) => {
    const { request, notices } = await asked({ tools, ...more });
    return [request.tools.map(({ name }) => name).join(), request.toolMode, notices.length];
  };
  assert.deepEqual(await names({}), ['weather,clock', 'auto', 0]);
  assert.deepEqual(await names({ toolChoice: 'none' }), ['', 'auto', 0]);
  assert.deepEqual(await names({ toolChoice: { name: 'clock' } }), ['clock', 'required', 0]);
  assert.deepEqual(await names({ toolChoice: 'required', tools: tools.slice(1) }), ['clock', 'required', 0]);
  assert.deepEqual(await names({ toolChoice: 'required' }), ['weather,clock', 'auto', 1]);
  const without = await asked({ tools }, { tools: false });
  assert.deepEqual([without.request.tools, without.notices.length], [[], 1]);
});

test('limits and sampling go by their usual names; thinking effort is left out and said', async () => {
  const { request, notices } = await asked({ limits: { maxOutputTokens: 9 }, sampling: { temperature: 0.5, stop: ['END'] }, thinking: 'high' });
  assert.deepEqual(request.modelOptions, { max_tokens: 9, temperature: 0.5, stop: ['END'] });
  assert.equal(notices.length, 1);
  assert.deepEqual((await asked({})).request.modelOptions, {});
});

test('a schema is told in words, since the wire has no place for it', async () => {
  const { request } = await asked({ output: { name: 'answer', schema: { type: 'object', required: ['city'] } } });
  assert.match(JSON.stringify(request.messages[0]), /JSON Schema.*city/);
});
