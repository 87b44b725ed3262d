// How hard the model is to think: one choice for all conversations, where the model can be told.

import { localize } from '../../../core/base/localize.ts';
import type { ThinkingEffort } from '../../../core/model/call.ts';
import type { ModelInfo } from '../../../core/model/modelInfo.ts';
import type { EffortView } from '../../../shared/composerProtocol.ts';

/** The setting `parley.chat.thinking`. */
export type EffortSetting = ThinkingEffort | 'default';

const words: Readonly<Record<EffortSetting, () => string>> = {
  default: () => localize('as the model does'),
  off: () => localize('off'),
  low: () => localize('low'),
  medium: () => localize('medium'),
  high: () => localize('high'),
};

/** What to ask of a model. Nothing of one that is known not to think. */
export function effortFor(setting: EffortSetting, { thinking }: ModelInfo): ThinkingEffort | undefined {
  return setting === 'default' || thinking === false ? undefined : setting;
}

/** Undefined where there is nothing to choose. */
export function effortView({ thinking }: ModelInfo, setting: EffortSetting): EffortView | undefined {
  if (thinking === false || (thinking === undefined && setting === 'default')) return undefined;
  return { label: effortWord(setting), value: setting };
}

export function effortWord(setting: EffortSetting): string {
  return words[setting]();
}

/** All there are, from little to much. */
export const efforts: readonly EffortSetting[] = ['default', 'off', 'low', 'medium', 'high'];
