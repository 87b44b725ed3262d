// The one door to the models VS Code itself offers (`vscode.lm`). Listing them asks nobody for consent; sending may.

import {
  CancellationTokenSource, LanguageModelChatMessage, LanguageModelChatMessageRole, LanguageModelChatToolMode, LanguageModelDataPart,
  LanguageModelTextPart, LanguageModelToolCallPart, LanguageModelToolResultPart, lm, type LanguageModelChat, type LanguageModelChatRequestOptions,
} from 'vscode';
import type {
  EditorAnswerPart, EditorData, EditorMessage, EditorModel, EditorModels, EditorPart, EditorRequest, EditorText,
} from '../core/model/editorModels.ts';

/** Nothing is asked of the editor before the first call of `select`. */
export function createLanguageModels(): EditorModels {
  return {
    select: async (vendor) => {
      const models = await lm.selectChatModels(vendor === undefined ? {} : { vendor });
      return models.map(toModel);
    },
    onDidChange: (listener) => lm.onDidChangeChatModels(() => listener()),
  };
}

function toModel(chat: LanguageModelChat): EditorModel {
  const { vendor, family, id, name, version, maxInputTokens } = chat;
  return {
    vendor, family, id, name, version,
    maxInputTokens: Number.isFinite(maxInputTokens) ? maxInputTokens : undefined,
    images: ability(chat, 'supportsImageToText'),
    tools: ability(chat, 'supportsToolCalling'),
    send: (request, signal) => send(chat, request, signal),
    countTokens: (text, signal) => withToken(signal, (token) => chat.countTokens(text, token)),
  };
}

/** Abilities are there at run time, but not in the stable types. */
function ability(chat: LanguageModelChat, name: 'supportsImageToText' | 'supportsToolCalling'): boolean | undefined {
  const abilities: unknown = 'capabilities' in chat ? chat.capabilities : undefined;
  const value: unknown = typeof abilities === 'object' && abilities !== null ? (abilities as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

async function send(chat: LanguageModelChat, request: EditorRequest, signal: AbortSignal): Promise<AsyncIterable<EditorAnswerPart>> {
  const { tools, toolMode, modelOptions, justification } = request;
  const options: LanguageModelChatRequestOptions = {
    justification,
    modelOptions,
    ...(tools.length > 0 && {
      tools: tools.map((tool) => ({ ...tool })),
      toolMode: toolMode === 'required' ? LanguageModelChatToolMode.Required : LanguageModelChatToolMode.Auto,
    }),
  };
  const token = tokenOf(signal);
  try {
    const { stream } = await chat.sendRequest(request.messages.map(toMessage), options, token.source.token);
    return partsOf(stream, token);
  } catch (failure) {
    token.release();
    throw failure;
  }
}

async function* partsOf(stream: AsyncIterable<unknown>, token: LinkedToken): AsyncGenerator<EditorAnswerPart> {
  try {
    for await (const part of stream) yield toAnswerPart(part);
  } finally {
    token.release();
  }
}

/** An editor's token that follows a signal. */
interface LinkedToken {
  readonly source: CancellationTokenSource;
  readonly release: () => void;
}

function tokenOf(signal: AbortSignal): LinkedToken {
  const source = new CancellationTokenSource();
  const cancel = (): void => source.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return {
    source,
    release() {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    },
  };
}

async function withToken<T>(signal: AbortSignal, use: (token: CancellationTokenSource['token']) => PromiseLike<T>): Promise<T> {
  const token = tokenOf(signal);
  try {
    return await use(token.source.token);
  } finally {
    token.release();
  }
}

function toMessage({ role, parts }: EditorMessage): LanguageModelChatMessage {
  return new LanguageModelChatMessage(role === 'user' ? LanguageModelChatMessageRole.User : LanguageModelChatMessageRole.Assistant, parts.map(toPart));
}

function toPart(part: EditorPart): LanguageModelChatMessage['content'][number] {
  switch (part.type) {
    case 'tool-call':
      return new LanguageModelToolCallPart(part.id, part.name, part.input);
    case 'tool-result':
      return new LanguageModelToolResultPart(part.id, part.content.map(toContent));
    default:
      return toContent(part);
  }
}

function toContent(part: EditorText | EditorData): LanguageModelTextPart | LanguageModelDataPart {
  return part.type === 'text' ? new LanguageModelTextPart(part.text) : new LanguageModelDataPart(part.data, part.mediaType);
}

function toAnswerPart(part: unknown): EditorAnswerPart {
  if (part instanceof LanguageModelTextPart) return { type: 'text', text: part.value };
  if (part instanceof LanguageModelToolCallPart) return { type: 'tool-call', id: part.callId, name: part.name, input: part.input };
  if (part instanceof LanguageModelDataPart) return { type: 'data', mediaType: part.mimeType, data: part.data };
  return { type: 'other', value: part };
}
