// The simulators by the name of their wire.

import { anthropicMessagesWire } from '../support/simulator/anthropicMessagesWire.ts';
import { geminiContentWire } from '../support/simulator/geminiContentWire.ts';
import { openaiChatWire } from '../support/simulator/openaiChatWire.ts';
import { openaiResponsesWire } from '../support/simulator/openaiResponsesWire.ts';
import { vscodeLmWire } from '../support/simulator/vscodeLmWire.ts';
import type { Wire } from '../support/simulator/wire.ts';

export const wires: ReadonlyMap<string, Wire> = new Map(
  [openaiChatWire, openaiResponsesWire, anthropicMessagesWire, geminiContentWire, vscodeLmWire].map((wire) => [wire.name, wire]),
);
