// The dashboard's door to the extension host; the function exists once per page and may be called once.

import { type Breakdown, breakdowns, type RangeName, rangeNames, type Stacking, stackings, type UsageRequests } from '../../shared/usageProtocol.ts';
import type { PostedRequest } from '../../shared/requestClient.ts';

/** What the page keeps of itself over a restart of the editor. */
export interface KeptView {
  readonly range: RangeName;
  readonly by: Stacking;
  readonly breakdown: Breakdown;
}

interface VsCodeApi {
  postMessage(message: PostedRequest<UsageRequests>): void;
  getState(): unknown;
  setState(state: KeptView): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Posts to the extension host. */
export const vscode: VsCodeApi = acquireVsCodeApi();

/** What was kept, where it is still something the page can show. */
export function readKeptView(state: unknown): KeptView {
  const kept = (typeof state === 'object' && state !== null ? state : {}) as Readonly<Record<string, unknown>>;
  const one = <T extends string>(values: readonly T[], value: unknown, fallback: T): T => values.find((each) => each === value) ?? fallback;
  return {
    range: one(rangeNames, kept['range'], '30days'),
    by: one(stackings, kept['by'], 'model'),
    breakdown: one(breakdowns, kept['breakdown'], 'model'),
  };
}
