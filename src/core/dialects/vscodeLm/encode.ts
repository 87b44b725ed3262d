// A call as the editor's models want it. The API names no options, so they get the names most vendors use.

import type { Call } from '../../model/call.ts';
import type { EditorModel, EditorRequest } from '../../model/editorModels.ts';
import type { Json } from '../../model/message.ts';
import { askForShape } from '../openaiChat/schema.ts';
import { fitSampling, type Notice } from '../wire/sampling.ts';
import { encodeMessages } from './messages.ts';

export interface EncodedRequest {
  readonly request: EditorRequest;
  readonly notices: readonly Notice[];
}

/** The wire takes no schema; the words for it join the system prompt. */
export function encodeRequest(call: Call, model: Pick<EditorModel, 'images' | 'tools'>): EncodedRequest {
  const { output, thinking } = call;
  const words = output ? askForShape(output, 'words').words : undefined;
  const { messages, notices } = encodeMessages(call.messages, model, words);
  const tools = chooseTools(call, model);
  const { sampling, notices: clamped } = fitSampling(call.sampling, {});
  const dropped = thinking === undefined || thinking === 'off' ? [] : [notice('parameter-dropped', `Models of VS Code take no thinking effort; "${thinking}" is left out.`)];
  const options: Readonly<Record<string, Json | undefined>> = {
    max_tokens: call.limits?.maxOutputTokens,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    seed: sampling.seed,
    stop: sampling.stop,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
  };
  return {
    request: {
      messages,
      tools: tools.chosen.map(({ name, description, parameters }) => ({ name, description, inputSchema: parameters })),
      toolMode: tools.mode,
      modelOptions: Object.fromEntries(Object.entries(options).filter((entry): entry is [string, Json] => entry[1] !== undefined)),
      justification: 'Parley sends it what you ask here, and the code you ask about.',
    },
    notices: [...notices, ...clamped, ...dropped, ...tools.notices],
  };
}

interface ChosenTools {
  readonly chosen: NonNullable<Call['tools']>;
  readonly mode: EditorRequest['toolMode'];
  readonly notices: readonly Notice[];
}

/** The API can demand a tool but not name one, and vendors refuse the demand when there are several. */
function chooseTools({ tools = [], toolChoice = 'auto' }: Call, model: Pick<EditorModel, 'tools'>): ChosenTools {
  if (tools.length === 0 || toolChoice === 'none') return { chosen: [], mode: 'auto', notices: [] };
  if (model.tools === false) return { chosen: [], mode: 'auto', notices: [notice('content-dropped', 'This model takes no tools; they are left out.')] };
  if (typeof toolChoice === 'object') {
    const named = tools.filter(({ name }) => name === toolChoice.name);
    return { chosen: named, mode: named.length === 1 ? 'required' : 'auto', notices: [] };
  }
  if (toolChoice === 'auto' || tools.length === 1) return { chosen: tools, mode: toolChoice, notices: [] };
  return { chosen: tools, mode: 'auto', notices: [notice('parameter-dropped', 'Models of VS Code can be made to use a tool only where there is one; this one may answer without.')] };
}

function notice(code: string, message: string): Notice {
  return { type: 'notice', code, message };
}
