// The composer in each state that a person may meet.

import type { ChipView, ComposerView, SuggestionView } from '../../../src/shared/composerProtocol.ts';
import { emptyComposer } from '../../../src/shared/composerProtocol.ts';
import type { Snapshot } from '../../../src/shared/protocol.ts';
import { answer, question, snapshot } from './snapshots.ts';

/** A composer; a test names only what it is about. */
export function composer(rest: Partial<ComposerView>): ComposerView {
  return { ...emptyComposer, ...rest };
}

/** A chip. */
export function chip(id: string, rest: Partial<ChipView> = {}): ChipView {
  return { id, kind: 'file', label: `${id}.ts`, detail: `src/${id}.ts`, tokens: '~1.2k tokens', ...rest };
}

export const chips: readonly ChipView[] = [
  chip('search'),
  chip('folder', { kind: 'folder', label: 'components/', detail: 'src/components', tokens: '~14k tokens', note: '12 of 40 files go along whole, the others by name.' }),
  chip('selection', { kind: 'selection', label: 'page.ts:12-40', detail: 'src/page.ts, lines 12-40', tokens: '~312 tokens' }),
  chip('changes', { kind: 'changes', label: 'Changes', detail: 'What is not committed yet', tokens: '~2.0k tokens' }),
  chip('gone', { label: 'a-file-with-a-rather-long-name-that-is-no-longer-there.ts', failed: true, note: 'src/a-file.ts is no longer there.' }),
];

/** A picture of one point. */
export const redDot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==';

export const suggestions: readonly SuggestionView[] = [
  { id: 'selection', icon: 'selection', label: 'Selection', detail: 'src/page.ts, lines 12-40', insert: 'the selection', matches: [[0, 2]] },
  { id: 'f|a', icon: 'file', label: 'search.ts', detail: 'src/features/search', insert: 'search.ts', matches: [[0, 3]] },
  { id: 'f|b', icon: 'file', label: 'searchResults.test.ts', detail: 'test/features/search/a/rather/deep/folder/of/tests', insert: 'searchResults.test.ts', matches: [[0, 3]] },
  { id: 'd|c', icon: 'folder', label: 'search/', detail: 'src/features', insert: 'search', matches: [[0, 3]] },
  { id: 'f|d', icon: 'file', label: '<img src=x onerror=alert(1)>.ts', detail: 'src', insert: 'x', matches: [[5, 8]] },
];

const talk = [question('How do I debounce a function?'), answer('Keep a timer, and start it anew with every call.')];

/** To be looked at. */
export const composerScenes: Readonly<Record<string, Snapshot>> = {
  chips: snapshot(talk, { draft: 'Why does the search flicker?', model: { reference: 'anthropic/claude-sonnet-5-5', facts: '$3 in, $15 out per million tokens' }, composer: composer({ chips, mode: { label: 'Teach', description: 'Explains step by step, and asks back', isUsual: false }, effort: { label: 'high', value: 'high' } }) }),
  queue: snapshot([talk[0] ?? question(''), answer('Keep a timer, and', { state: 'streaming' })], { busy: true, draft: 'And in', composer: composer({ queued: [{ id: '1', text: 'Now the same in Python, without a thread, and with tests for each of the cases.', attachments: ['search.ts'] }, { id: '2', text: 'And in Rust?', attachments: [] }], effort: { label: 'as the model does', value: 'default' } }) }),
  held: snapshot([talk[0] ?? question(''), answer('Keep a timer, and', { state: 'interrupted' })], { composer: composer({ held: 'The answer before did not end well, so this was not sent.', queued: [{ id: '1', text: 'Now the same in Python', attachments: [] }] }) }),
  noImages: snapshot(talk, { composer: composer({
    chips: [chip('photo', { kind: 'image', label: 'screenshot.png', detail: 'Image, png', tokens: '~800 tokens' })],
    notes: [{ id: 'images', sentence: 'openai/o1-mini does not take images. Switch to a model that does, or send the message without.', buttons: [{ id: 'model', label: 'Switch model' }, { id: 'remove-images', label: 'Remove images' }] }],
  }) }),
  suggesting: snapshot(talk, { draft: '', composer: composer({ chips: chips.slice(0, 1) }) }),
};
