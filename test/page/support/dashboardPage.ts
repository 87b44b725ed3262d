// Opens the dashboard in Chromium with the host's own handlers behind it, over a real ledger in memory.

import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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
import { startBrowser } from './browser.ts';
import { buildPage, type BuiltPage } from './buildPage.ts';
import { type PageServer, servePage } from './pageServer.ts';
import { readTheme, type ThemeName } from './themes.ts';
import { dressPage } from './withPage.ts';

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
  let browser: Browser;
  let built: BuiltPage;
  let server: PageServer;
  before(async () => {
    built = await buildPage('src/webview/dashboard/main.tsx');
    server = await servePage(built.folder);
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
    await built.remove();
  });

  return async (options, run) => {
    const { width = 1000, height = 800, theme = 'darkModern' } = options;
    const ledger = options.ledger ?? ledgerInMemory();
    const effects = await effectsOf(options, ledger);
    const context = await browser.newContext({ viewport: { width, height }, ...options.context });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
      const [requests, foreign, errors]: [UsageRequestMessage[], string[], string[]] = [[], [], []];
      const post = (message: UsageHostMessage): Promise<void> => page.evaluate((data) => { window.dispatchEvent(new MessageEvent('message', { data })); }, message);
      const handlers = createUsageHandlers(effects);
      page.on('request', (request) => { if (!request.url().startsWith(server.origin) && !request.url().startsWith('data:')) foreign.push(request.url()); });
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
      await page.exposeFunction('postToHost', async (request: UsageRequestMessage) => {
        requests.push(request);
        const response = await answer(checkUsageRequest(request), handlers, (name, failure) => errors.push(`${name}: ${String(failure)}`));
        if (response) await post(response);
      });
      await page.addInitScript(dressPage, readTheme(theme));
      await page.goto(server.origin);
      await run({ page, ledger, requests, foreign, errors, post, all: (name) => requests.filter((request) => request.name === name) });
    } finally {
      await context.close();
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
