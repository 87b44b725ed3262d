// The way of one answer: find the model, ask it through the editor, tell what it says.

import type { Call } from '../../model/call.ts';
import type { Dialect, Endpoint } from '../../model/dialect.ts';
import type { EditorModel, EditorModels } from '../../model/editorModels.ts';
import { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { classifyFailure } from './classify.ts';
import { EditorDecoder } from './decode.ts';
import { encodeRequest } from './encode.ts';
import { findModel, listModels, ownVendor, splitName } from './models.ts';
import { orAborted, untilAborted } from './untilAborted.ts';

const mostNamed = 8;

export function createVscodeLm(): Dialect {
  return {
    stream: (call, endpoint) => streamEditor(call, endpoint),
    async listModels(endpoint, signal) {
      try {
        return listModels(await orAborted(portOf(endpoint).select(), signal, endpoint.provider));
      } catch (failure) {
        throw classifyFailure(failure, endpoint, signal, false);
      }
    },
  };
}

async function* streamEditor(call: Call, endpoint: Endpoint): AsyncGenerator<StreamEvent> {
  const { provider } = endpoint;
  // Leaving the loop calls the model off as well.
  const control = new AbortController();
  const signal = AbortSignal.any([call.signal, control.signal]);
  let decoder = new EditorDecoder(endpoint, endpoint.model);
  let broken: LlmError | undefined;
  try {
    const model = await find(endpoint, signal);
    decoder = new EditorDecoder(endpoint, `${model.vendor}/${model.id}`);
    const { request, notices } = encodeRequest(call, model);
    yield* notices;
    const parts = await orAborted(model.send(request, signal), signal, provider);
    yield { type: 'message-start', model: `${provider}/${endpoint.model}` };
    for await (const part of untilAborted(parts, signal, provider)) {
      const events: StreamEvent[] = [];
      decoder.take(part, events);
      yield* events;
    }
  } catch (failure) {
    broken = classifyFailure(failure, endpoint, call.signal, decoder.started);
  } finally {
    control.abort();
  }
  yield decoder.end(broken);
}

async function find(endpoint: Endpoint, signal: AbortSignal): Promise<EditorModel> {
  const { provider, model: name } = endpoint;
  const port = portOf(endpoint);
  const wanted = splitName(name);
  if (!wanted) throw unusable('bad-request', `"${provider}/${name}" names no model. Write ${provider}/<vendor>/<family>, such as ${provider}/copilot/gpt-5.6.`, provider);
  if (wanted.vendor === ownVendor) throw unusable('bad-request', `"${name}" is one of Parley's own models; ask its provider directly.`, provider);
  const offered = await orAborted(port.select(wanted.vendor), signal, provider);
  const model = findModel(offered, name);
  if (model) return model;
  const names = listModels(offered).map((each) => each.name);
  const others = names.length === 0
    ? `It has none of "${wanted.vendor}": is that extension installed, and are you signed in to it?`
    : `It has ${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ' and more' : ''}.`;
  throw unusable('not-found', `VS Code has no model "${name}". ${others}`, provider);
}

function portOf({ editorModels, provider }: Endpoint): EditorModels {
  if (editorModels) return editorModels;
  throw unusable('bad-request', `Models under "${provider}/" exist only inside VS Code. Choose another provider here.`, provider);
}

function unusable(kind: 'bad-request' | 'not-found', message: string, provider: string): LlmError {
  return new LlmError({ kind, message: message.slice(0, 600), retryable: false, provider });
}
