// A composer over real conversations and a client of the test's own.

import { createDesk } from '../../../../src/core/conversation/desk.ts';
import { createShown } from '../../../../src/core/conversation/shown.ts';
import { silentLog } from '../../../../src/core/base/log.ts';
import type { Call } from '../../../../src/core/model/call.ts';
import { finish } from '../../../../src/core/model/finish.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import type { ModelInfo } from '../../../../src/core/model/modelInfo.ts';
import type { FinishReason } from '../../../../src/core/model/streamEvent.ts';
import { attachedPart } from '../../../../src/core/prompts/attached.ts';
import { type ComposerPorts, createComposer } from '../../../../src/features/chat/composer/composer.ts';
import type { Chip } from '../../../../src/features/chat/composer/prepared.ts';
import type { Content } from '../../../../src/host/context/source.ts';
import type { Change } from '../../../../src/shared/protocol.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

/** A file as it stands on the disk of the test. */
export function fileChip(name: string): Omit<Chip, 'id'> {
  return { kind: 'file', label: name, detail: `src/${name}`, source: { type: 'file', address: `file:///home/someone/src/${name}` } };
}

export function stage(more: Partial<ComposerPorts> = {}) {
  const clock = createFakeClock();
  const calls: Call[] = [];
  const ends: PromiseWithResolvers<FinishReason>[] = [];
  const client: Handler = async function* (call) {
    calls.push(call);
    const end = Promise.withResolvers<FinishReason>();
    ends.push(end);
    call.signal.addEventListener('abort', () => end.resolve('cancelled'));
    yield { type: 'text-delta', text: 'so' };
    yield finish({ reason: await end.promise, model: call.model });
  };
  let id = 0;
  const newId = (): string => `t${++id}`;
  const desk = createDesk({ client, clock, newId, modelFor: () => 'openai/big', systemPrompt: () => 'system' });
  const shown = createShown(desk);
  const told: Change[] = [];
  const asked: (readonly [text: string, parts: number | undefined])[] = [];
  /** The disk, by address. What is not there cannot be read. */
  const disk = new Map<string, Content>();
  const put = (name: string, text: string): void => void disk.set(`file:///home/someone/src/${name}`, { ok: true, part: attachedPart({ name, heading: `File ${name}`, language: 'ts', path: name, text }) });
  const info: { current: ModelInfo } = { current: {} };
  const memory = new Map<string, unknown>();
  let reads = 0;
  const composer = createComposer({
    shown, desk, clock, newId,
    read: (chip) => {
      reads++;
      const found = chip.source.type === 'file' ? disk.get(chip.source.address) : chip.source.type === 'image' ? { ok: true as const, part: { type: 'image' as const, mediaType: chip.source.mediaType, data: chip.source.data } } : undefined;
      return Promise.resolve(found ?? { ok: false, problem: `${chip.detail} is no longer there.` });
    },
    push: (change) => void told.push(change),
    planAnew: () => undefined,
    mayBeSent: (_, text, parts) => {
      asked.push([text, parts?.length]);
      return Promise.resolve(true);
    },
    model: () => 'openai/big',
    describe: () => info.current,
    savedPrompts: { commandIn: () => Promise.resolve(undefined), question: () => Promise.resolve(undefined) },
    tokens: { prompt: () => ({ total: 12, exact: true, parts: [{ kind: 'attachment', label: '', tokens: 12 }] }) },
    mode: () => undefined,
    sendWith: () => 'enter',
    effort: () => 'default',
    memory: { get: (key) => memory.get(key), update: (key, value) => Promise.resolve(void memory.set(key, value)) },
    folder: undefined,
    log: silentLog,
    ...more,
  });
  return { clock, desk, shown, composer, calls, ends, told, asked, disk, put, info, reads: () => reads };
}

/** What was said last in a call. */
export function lastSaid(call: Call | undefined): string {
  const last = call?.messages.at(-1);
  return last?.parts.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('') ?? '';
}
