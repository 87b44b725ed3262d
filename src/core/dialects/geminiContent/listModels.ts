// The models an endpoint offers, with what it tells about them.

import type { Model } from '@google/genai/web';
import type { Endpoint, ListedModel } from '../../model/dialect.ts';
import { parseJson } from '../wire/json.ts';
import { notAStream } from '../wire/notAStream.ts';
import { classifyFailure, refused } from './classify.ts';
import type { GeminiContentQuirks } from './quirks.ts';
import { connect, onlyOurHeaders } from './request.ts';

const pageSize = 1_000;

/** Only models that answer. Rejects with an LlmError. */
export async function listContentModels(endpoint: Endpoint, signal: AbortSignal, quirks: GeminiContentQuirks): Promise<readonly ListedModel[]> {
  const client = connect(endpoint, quirks, async (input, init) => {
    const response = await endpoint.fetch(input, { ...init, headers: onlyOurHeaders(init?.headers, endpoint), signal });
    const text = await response.text();
    const body = parseJson(text);
    if (!response.ok) throw refused(body, response.status, response.headers, text, endpoint);
    if (typeof body !== 'object' || body === null) throw notAStream(response, text.slice(0, 120), endpoint);
    return Response.json(body);
  });
  try {
    const models: ListedModel[] = [];
    for await (const model of await client.models.list({ config: { pageSize } })) {
      if (answers(model)) models.push(describe(model));
    }
    return models;
  } catch (failure) {
    throw classifyFailure(failure, endpoint, signal, false);
  }
}

/** A server that does not say what a model can do is taken to offer it for a reason. */
function answers({ name, supportedActions }: Model): boolean {
  return name !== undefined && (supportedActions?.includes('generateContent') ?? true);
}

function describe({ name = '', inputTokenLimit, outputTokenLimit, thinking }: Model): ListedModel {
  return { name: name.replace(/^models\//, ''), contextWindow: inputTokenLimit, maxOutput: outputTokenLimit, thinking };
}
