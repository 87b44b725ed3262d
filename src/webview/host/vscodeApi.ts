// The one door to the extension host; the function exists once per page and may be called once.

import type { RequestMessage } from '../../shared/protocol.ts';

interface VsCodeApi {
  postMessage(message: RequestMessage): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Posts to the extension host. */
export const vscode: VsCodeApi = acquireVsCodeApi();
