// Models that VS Code itself offers: GitHub Copilot's, and those of other extensions.

import { vscodeLm } from '../dialects/vscodeLm/vscodeLm.ts';
import type { Provider } from './provider.ts';

/** Not free: a request may count against a plan, such as Copilot's. What it costs nobody tells. */
export const vscode: Provider = {
  id: 'vscode',
  label: 'VS Code',
  description: 'Models of GitHub Copilot and other extensions, without a key of your own',
  key: { use: 'none' },
  baseUrl: 'vscode:',
  models: [],
  describe: () => ({ schema: false }),
  free: false,
  dialects: [vscodeLm()],
};
