// The request body: the SDK's types, and what older versions of the API still take.

import type Anthropic from '@anthropic-ai/sdk';

type Params = Anthropic.Messages.MessageCreateParamsStreaming;

export type Block = Anthropic.Messages.ContentBlockParam;
export type TextBlock = Anthropic.Messages.TextBlockParam;
export type ImageBlock = Anthropic.Messages.ImageBlockParam;
export type WireMessage = { role: 'user' | 'assistant'; content: Block[] };
export type CacheControl = Anthropic.Messages.CacheControlEphemeral;

/** What to do with thinking that no longer fits its conversation; needs a beta header. */
interface BlockBinding {
  readonly block_binding?: { readonly prefix_mismatch_behavior: 'drop_block' };
}

export type Thinking = Anthropic.Messages.ThinkingConfigParam & BlockBinding;

export type MessagesBody = Omit<Params, 'thinking' | 'messages' | 'system'> & {
  readonly messages: WireMessage[];
  readonly system?: TextBlock[];
  readonly thinking?: Thinking;
  readonly temperature?: number;
  readonly top_p?: number;
};
