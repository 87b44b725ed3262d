// The door of this room: models that VS Code itself offers. There is no SDK and no socket behind it, only the editor's own API.

import type { LazyDialect } from '../../model/dialect.ts';
import { lazily } from '../wire/lazily.ts';

/** The dialect over `Endpoint.editorModels`. */
export function vscodeLm(): LazyDialect {
  return lazily('vscode-lm', async () => (await import('./stream.ts')).createVscodeLm());
}
