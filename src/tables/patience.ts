// Settings about waiting and trying again, from seconds to the engine's milliseconds.

import type { RetryPolicy } from '../core/pipeline/layers/retry.ts';
import type { Timeouts } from '../core/pipeline/layers/timeouts.ts';
import type { SettingValue } from './settings.ts';

export function timeoutsOf({ connect, firstEvent, firstEventThinking, betweenEvents, total }: SettingValue<'parley.timeouts'>): Timeouts {
  return { connect: connect * 1000, firstEvent: firstEvent * 1000, firstEventThinking: firstEventThinking * 1000, betweenEvents: betweenEvents * 1000, total: total * 1000 };
}

export function retryOf({ attempts, maxDelay, deadline, perConversation }: SettingValue<'parley.retry'>): RetryPolicy {
  return { attempts, maxDelay: maxDelay * 1000, deadline: deadline * 1000, perConversation };
}
