// Every vendor, one line each. Ids, settings, key prompts, pickers and contract tests follow from this list.

import { anthropic } from './anthropic.ts';
import { azure } from './azure.ts';
import { bedrock } from './bedrock.ts';
import { cerebras } from './cerebras.ts';
import { cohere } from './cohere.ts';
import { deepseek } from './deepseek.ts';
import { demo } from './demo.ts';
import { fireworks } from './fireworks.ts';
import { gemini } from './gemini.ts';
import { groq } from './groq.ts';
import { litellm } from './litellm.ts';
import { llamacpp } from './llamacpp.ts';
import { lmstudio } from './lmstudio.ts';
import { mistral } from './mistral.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openaiCompatible } from './openaiCompatible.ts';
import { openrouter } from './openrouter.ts';
import { perplexity } from './perplexity.ts';
import { tgi } from './tgi.ts';
import { together } from './together.ts';
import { vertex } from './vertex.ts';
import { vllm } from './vllm.ts';
import { vscode } from './vscode.ts';
import { xai } from './xai.ts';
import type { Provider } from './provider.ts';

export const registry: readonly Provider[] = [
  openai,
  anthropic,
  gemini,
  openrouter,
  azure,
  bedrock,
  vertex,
  groq,
  mistral,
  deepseek,
  xai,
  together,
  fireworks,
  cerebras,
  perplexity,
  cohere,
  ollama,
  lmstudio,
  llamacpp,
  vllm,
  tgi,
  litellm,
  vscode,
  openaiCompatible,
  demo,
];
