// Google's Gemini API, with a key from AI Studio.

import { geminiContent } from '../dialects/geminiContent/geminiContent.ts';
import type { LazyDialect } from '../model/dialect.ts';
import type { Provider } from './provider.ts';

/** Models that answer in words; those for images, speech and search have other limits. */
const answering = /^gemini-(?:2\.5|[3-9])(?!.*(?:image|tts|audio|live|embedding|computer-use|robotics))/;

const content = geminiContent();
const versions = new Map<string, LazyDialect>();

/** The same one each time: it remembers what it learned. */
function versioned(apiVersion: string): LazyDialect {
  const known = versions.get(apiVersion) ?? geminiContent({ apiVersion });
  versions.set(apiVersion, known);
  return known;
}

export const gemini: Provider = {
  id: 'gemini',
  label: 'Google Gemini',
  description: 'Gemini models with your own key',
  key: { use: 'required', page: 'https://aistudio.google.com/apikey' },
  baseUrl: 'https://generativelanguage.googleapis.com',
  models: ['gemini-3.8-flash', 'gemini-3.1-pro-preview', 'gemini-2.5-pro', 'gemini-2.5-flash'],
  describe: (model) => (answering.test(model) ? { contextWindow: 1_048_576, maxOutput: 65_536, thinking: true, images: true, tools: true } : undefined),
  // Without a lifetime of one's own it caches what it likes.
  promptCaching: () => ({ seconds: { '5m': 300, '1h': 3_600 } }),
  free: false,
  dialects: [content],
  // A version that is set also holds for an address of the user's own.
  choose: (_model, { apiVersion }) => (apiVersion === undefined ? content : versioned(apiVersion)),
};
