// Counts a whole call by part, so that people see what fills their prompt. Only what changed since is counted.

import { localize } from '../base/localize.ts';
import type { Call, ToolSpec } from '../model/call.ts';
import type { FilePart, ImagePart, Json, Message, Part, ToolCallPart, UserMessage } from '../model/message.ts';
import { documentText, documentTokens } from './documentTokens.ts';
import type { Family } from './families.ts';
import { imageSize } from './imageSize.ts';
import { imageTokens } from './imageTokens.ts';
import { type Overhead, overheads, type RenderedSchema, renderTool } from './vendorRules.ts';

export type PromptPartKind = 'system' | 'instructions' | 'history' | 'attachment' | 'tools' | 'schema' | 'text' | 'overhead';

/** One thing that fills the prompt. `label` is its name where it has one, such as a file's. */
export interface PromptPart {
  readonly kind: PromptPartKind;
  readonly label: string;
  readonly tokens: number;
}

export interface PromptCount {
  readonly total: number;
  /** True when every word was counted with the model's own vocabulary and nothing in it goes by a rule of thumb. */
  readonly exact: boolean;
  readonly parts: readonly PromptPart[];
}

/** Counts a text for one call; `exact` is false for a guess. */
export type TextCounter = (text: string, owner?: object) => { readonly tokens: number; readonly exact: boolean };

interface Sum {
  tokens: number;
  exact: boolean;
}

/** Counts `call` with `count`. */
export function countPrompt(call: Call, family: Family, count: TextCounter): PromptCount {
  const overhead = overheads[family.vendor];
  const exactly = { all: family.exact };
  const add = (sum: Sum, { tokens, exact }: { tokens: number; exact: boolean }): void => {
    sum.tokens += tokens;
    exactly.all &&= exact;
  };
  const parts: PromptPart[] = [];
  const part = (kind: PromptPartKind, label: string, { tokens }: Sum): void => {
    if (tokens > 0) parts.push({ kind, label, tokens: Math.ceil(tokens) });
  };
  const [system, instructions, history, text, tools, schema, around] = Array.from({ length: 7 }, (): Sum => ({ tokens: 0, exact: true })) as [Sum, Sum, Sum, Sum, Sum, Sum, Sum];
  const instructed: string[] = [];
  const asked = lastQuestion(call.messages);
  const attachments: [label: string, sum: Sum][] = [];
  let images = 0;

  for (const message of call.messages) {
    around.tokens += overhead.message;
    for (const one of message.parts) {
      if (message === asked && (one.type === 'image' || one.type === 'file' || (one.type === 'text' && one.label !== undefined))) {
        const sum: Sum = { tokens: 0, exact: true };
        add(sum, countPart(one, family, overhead, count));
        if (one.type === 'image') images++;
        attachments.push([nameOf(one, images), sum]);
      } else if (message.role === 'system' && one.type === 'text' && one.label !== undefined) {
        add(instructions, countPart(one, family, overhead, count));
        instructed.push(one.label);
      } else {
        add(message === asked ? text : message.role === 'system' ? system : history, countPart(one, family, overhead, count));
      }
    }
  }
  around.tokens += call.messages.length > 0 ? overhead.call : 0;
  if (call.tools && call.tools.length > 0) {
    tools.tokens += overhead.tools;
    exactly.all = false;
    for (const tool of call.tools) {
      const { text: words, properties, allowed } = rendered(tool);
      add(tools, count(words, tool));
      tools.tokens += overhead.tool + properties * overhead.property + allowed * overhead.allowed;
    }
  }
  if (call.output) {
    exactly.all = false;
    add(schema, count(spell(call.output.schema), call.output));
    schema.tokens += overhead.tool;
  }
  part('system', '', system);
  part('instructions', instructed.length > 1 ? localize('{0} files', instructed.length) : (instructed[0] ?? ''), instructions);
  part('tools', '', tools);
  part('schema', '', schema);
  part('history', '', history);
  for (const [label, sum] of attachments) part('attachment', label, sum);
  part('text', '', text);
  part('overhead', '', around);
  return { total: parts.reduce((sum, { tokens }) => sum + tokens, 0), exact: exactly.all, parts };
}

/** What goes along with a question, by a name people know it by. */
function nameOf(part: UserMessage['parts'][number], images: number): string {
  if (part.type === 'file') return part.name;
  return part.type === 'text' && part.label !== undefined ? part.label : `Image ${images}`;
}

/** The message people are about to send: the last one, when it is theirs. */
function lastQuestion(messages: readonly Message[]): UserMessage | undefined {
  const last = messages.at(-1);
  return last?.role === 'user' ? last : undefined;
}

function countPart(part: Part, family: Family, overhead: Overhead, count: TextCounter): { tokens: number; exact: boolean } {
  switch (part.type) {
    case 'text':
      return count(part.text, part);
    case 'thinking':
      // Vendors that get it back count it their own way; others never see it.
      return { tokens: count(part.text, part).tokens, exact: false };
    case 'image':
      return { tokens: ofImage(part, family), exact: false };
    case 'file': {
      const text = ofText(part);
      return { tokens: text === undefined ? ofDocument(part, family) : count(text, part).tokens, exact: false };
    }
    case 'tool-call':
      return { tokens: overhead.use + count(spelled(part), part).tokens, exact: false };
    case 'tool-result':
      return { tokens: part.content.reduce((sum, piece) => sum + countPart(piece, family, overhead, count).tokens, overhead.use), exact: false };
  }
}

/** Parts and tools do not change: what was read of one is kept as long as it is. */
const tools = new WeakMap<ToolSpec, RenderedSchema>();
const calls = new WeakMap<ToolCallPart, string>();
const sizes = new WeakMap<ImagePart, ReturnType<typeof imageSize>>();
const texts = new WeakMap<FilePart, { readonly text: string | undefined }>();
const documents = new WeakMap<FilePart, Map<Family['vendor'], number>>();

function rendered(tool: ToolSpec): RenderedSchema {
  const known = tools.get(tool) ?? renderTool(tool);
  tools.set(tool, known);
  return known;
}

function spelled(part: ToolCallPart): string {
  const known = calls.get(part) ?? `${part.name} ${spell(part.arguments)}`;
  calls.set(part, known);
  return known;
}

/** As JSON, which cannot be written of what nests too deep. */
function spell(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

function ofImage(part: ImagePart, family: Family): number {
  if (!sizes.has(part)) sizes.set(part, imageSize(part.data));
  return imageTokens(family, sizes.get(part));
}

function ofText(part: FilePart): string | undefined {
  const known = texts.get(part) ?? { text: documentText(part) };
  texts.set(part, known);
  return known.text;
}

function ofDocument(part: FilePart, { vendor }: Family): number {
  const known = documents.get(part) ?? new Map<Family['vendor'], number>();
  documents.set(part, known);
  const tokens = known.get(vendor) ?? documentTokens(part, vendor);
  known.set(vendor, tokens);
  return tokens;
}
