// Objects from the editor's models: the wire takes no schema, so a tool is asked for, and words where tools are not taken.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { createVscodeLm } from '../../../../src/core/dialects/vscodeLm/stream.ts';
import { vscode } from '../../../../src/core/providers/vscode.ts';
import { getObject } from '../../../../src/core/structured/askForObject.ts';
import type { EditorAnswerPart, EditorRequest } from '../../../../src/core/model/editorModels.ts';
import { editorOf, modelOf } from './support.ts';

test('what the provider says of itself makes a tool the first way, and words the last', async () => {
  for (const [tools, mode] of [[undefined, 'tool'], [false, 'prompt']] as const) {
    const asked: EditorRequest[] = [];
    const model = modelOf({
      send: (request, signal) => {
        asked.push(request);
        const [tool] = request.tools;
        const part: EditorAnswerPart = tool ? { type: 'tool-call', id: 'c', name: tool.name, input: { city: 'Bern' } } : { type: 'text', text: '{"city":"Bern"}' };
        return modelOf({}, [part]).send(request, signal);
      },
    });
    const endpoint = { provider: 'vscode', model: 'copilot/gpt-5.6', baseUrl: 'vscode:', apiKey: undefined, headers: {}, fetch: globalThis.fetch, info: {}, editorModels: editorOf(model) };
    const result = await getObject({
      handler: (call) => createVscodeLm().stream(call, endpoint),
      call: { model: 'vscode/copilot/gpt-5.6', messages: [{ role: 'user', parts: [{ type: 'text', text: 'where?' }] }], task: 'chat', signal: new AbortController().signal },
      schema: z.object({ city: z.string() }),
      name: 'place',
      abilities: () => ({ ...vscode.describe?.('copilot/gpt-5.6'), tools }),
    });
    assert.deepEqual(result.ok && result.value, { city: 'Bern' });
    assert.deepEqual([result.mode, asked.length, asked[0]?.toolMode], [mode, 1, mode === 'tool' ? 'required' : 'auto']);
  }
});
