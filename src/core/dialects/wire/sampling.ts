// Fits sampling to what a vendor takes: out of range is clamped, unknown is left out, and each change is said in words.

import type { Sampling } from '../../model/call.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';

/** A notice, as every dialect may send before `message-start`. */
export type Notice = Extract<StreamEvent, { readonly type: 'notice' }>;

/** The values a vendor takes, both ends included. For `stop` it counts the sequences. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** What a vendor takes, as data. What is not named is sent as it is. */
export type SamplingRanges = { readonly [Name in keyof Sampling]?: Range | 'unsupported' } & {
  /** True where temperature and top-p exclude each other: temperature is kept. */
  readonly temperatureOrTopP?: boolean;
};

/** Sampling that may be sent, and what had to be changed for it. */
export interface FittedSampling {
  readonly sampling: Sampling;
  readonly notices: readonly Notice[];
}

const names: Readonly<Record<keyof Sampling, string>> = {
  temperature: 'temperature',
  topP: 'top-p',
  seed: 'seed',
  stop: 'stop sequences',
  frequencyPenalty: 'frequency penalty',
  presencePenalty: 'presence penalty',
};

/** Never changes what is inside the ranges, and never drops or clamps without a notice. */
export function fitSampling(sampling: Sampling | undefined, ranges: SamplingRanges): FittedSampling {
  const notices: Notice[] = [];
  const fitted: { -readonly [Name in keyof Sampling]: Sampling[Name] } = { ...sampling };
  for (const name of Object.keys(names) as (keyof Sampling)[]) {
    const value = fitted[name];
    const range = ranges[name];
    if (value === undefined) {
      delete fitted[name];
    } else if (range === 'unsupported' || (typeof value === 'number' && !Number.isFinite(value))) {
      delete fitted[name];
      notices.push(dropped(name));
    } else if (Array.isArray(value)) {
      const most = range?.max ?? Infinity;
      if (value.length <= most) continue;
      fitted.stop = value.slice(0, most);
      notices.push(notice('sampling-clamped', `This model takes ${most} stop sequences at most; only the first ${most} of ${value.length} are sent.`));
    } else if (typeof value === 'number' && name !== 'stop') {
      const nearest = Math.min(range?.max ?? Infinity, Math.max(range?.min ?? -Infinity, value));
      if (nearest === value) continue;
      fitted[name] = nearest;
      notices.push(notice('sampling-clamped', `A ${names[name]} of ${value} is out of this model's range; ${nearest} is sent instead.`));
    }
  }
  if (ranges.temperatureOrTopP && fitted.temperature !== undefined && fitted.topP !== undefined) {
    delete fitted.topP;
    notices.push(notice('parameter-dropped', 'This model takes a temperature or a top-p, not both; the top-p is left out.'));
  }
  return { sampling: fitted, notices };
}

function dropped(name: keyof Sampling): Notice {
  return notice('parameter-dropped', `This model takes no ${names[name]}; it is left out.`);
}

function notice(code: string, message: string): Notice {
  return { type: 'notice', code, message };
}
