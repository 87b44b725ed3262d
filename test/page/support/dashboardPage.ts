// Opens the dashboard in Chromium with the host's own handlers behind it, over a real ledger in memory.

import type { BrowserContextOptions, Page } from 'playwright-core';
import { silentLog } from '../../../src/core/base/log.ts';
import type { ComparedRequest } from '../../../src/core/money/compare.ts';
import { estimateTokens } from '../../../src/core/tokens/estimate.ts';
import { createComparer } from '../../../src/features/usage/dashboard/comparison.ts';
import type { BudgetState } from '../../../src/core/money/budgets.ts';
import { createUsageHandlers, type DashboardEffects } from '../../../src/features/usage/dashboard/requests.ts';
import { answer } from '../../../src/shared/answer.ts';
import { checkUsageRequest } from '../../../src/shared/usageGuards.ts';
import type { UsageHostMessage, UsageRequestMessage, UsageRequestName } from '../../../src/shared/usageProtocol.ts';
import { realPrices } from '../../core/money/support/catalog.ts';
import { type LedgerSample, ledgerInMemory } from '../../support/ledgerSample.ts';
import type { ThemeName } from './themes.ts';
import { useBrowser } from './useBrowser.ts';

/** A Saturday afternoon. */
export const now = new Date(2026, 10, 21, 15, 30).getTime();

export interface DashboardOptions {
  readonly ledger?: LedgerSample;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly budgets?: readonly BudgetState[];
  readonly models?: readonly string[];
  readonly conversation?: readonly ComparedRequest[];
  readonly conversationName?: string;
  readonly prompts?: string;
  readonly effects?: Partial<DashboardEffects>;
  readonly context?: BrowserContextOptions;
  readonly translations?: Readonly<Record<string, string>>;
}

export interface OpenDashboard {
  readonly page: Page;
  readonly ledger: LedgerSample;
  /** Every message of the page, oldest first. */
  readonly requests: readonly UsageRequestMessage[];
  readonly foreign: readonly string[];
  readonly errors: readonly string[];
  readonly all: (name: UsageRequestName) => readonly UsageRequestMessage[];
  readonly post: (message: UsageHostMessage) => Promise<void>;
}

/** Prepares a browser for the tests of this file. */
export function useDashboards(): (options: DashboardOptions, run: (open: OpenDashboard) => Promise<void>) => Promise<void> {
  const openPage = useBrowser('src/webview/dashboard/main.tsx');
  return async (options, run) => {
    const ledger = options.ledger ?? ledgerInMemory();
    const requests: UsageRequestMessage[] = [];
    const handlers = createUsageHandlers(await effectsOf(options, ledger));
    const postTo = (page: Page) => (message: UsageHostMessage): Promise<void> => page.evaluate((data) => { window.dispatchEvent(new MessageEvent('message', { data })); }, message);
    const { theme, width = 1000, height = 800, context, translations } = options;
    try {
      await openPage<UsageRequestMessage>({ width, height, ...(theme && { theme }), ...(context && { context }), ...(translations && { translations }) }, ({ page, errors }) => async (request) => {
        requests.push(request);
        const response = await answer(checkUsageRequest(request), handlers, (name, failure) => errors.push(`${name}: ${String(failure)}`));
        if (response) await postTo(page)(response);
      }, ({ page, foreign, errors }) => run({ page, ledger, requests, foreign, errors, post: postTo(page), all: (name) => requests.filter((request) => request.name === name) }));
    } finally {
      ledger.close();
    }
  };
}

async function effectsOf(options: DashboardOptions, { usage }: LedgerSample): Promise<DashboardEffects> {
  const { prices, catalog } = await realPrices();
  const base = { query: usage, prices, now: () => now };
  return {
    ...base,
    budgets: () => options.budgets ?? [],
    conversations: () => options.conversationName,
    comparer: createComparer({
      ...base,
      contextWindow: (reference) => catalog.info(reference).contextWindow,
      conversation: () => options.conversation ?? [],
      openPrompts: async () => (options.prompts === undefined ? undefined : { name: 'prompts.txt', text: options.prompts }),
      countTokens: estimateTokens,
      chosen: async () => options.models ?? [],
    }),
    chooseModels: async () => true,
    reconcile: async () => undefined,
    reconciled: () => undefined,
    export: async () => {},
    editBudgets: () => {},
    openChat: () => {},
    destination: () => undefined,
    log: silentLog,
    ...options.effects,
  };
}
