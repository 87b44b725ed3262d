// The contract about the composer: what goes along with the next message, what waits in line, and what can be chosen from.

/** An object without anything in it. */
type Nothing = Readonly<Record<string, never>>;

/** What a chip stands for; the page has a picture for each. */
export type ChipKind = 'file' | 'folder' | 'selection' | 'editors' | 'problems' | 'changes' | 'text' | 'image' | 'document';

/** Something that goes along with the message. */
export interface ChipView {
  readonly id: string;
  readonly kind: ChipKind;
  readonly label: string;
  /** Where it is from, in full. */
  readonly detail: string;
  /** `~1.2k tokens`; undefined until it was read. */
  readonly tokens?: string;
  /** What is to be known about it: that it is cut, or cannot be read. */
  readonly note?: string;
  /** True when it cannot go along as it is. */
  readonly failed?: boolean;
  /** An image that is larger than vendors take: the page makes it smaller. */
  readonly tooLarge?: boolean;
}

/** A message that goes out when the answer before it has ended well. */
export interface QueuedView {
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly string[];
}

/** Something to be known before sending, with the ways out. */
export interface ComposerNote {
  readonly id: string;
  readonly sentence: string;
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
}

/** How hard the model is to think, where it can be told. */
export interface EffortView {
  /** `Thinking: high` */
  readonly label: string;
  readonly value: string;
}

/** What models are told beforehand in this conversation, by name. */
export interface ModeView {
  readonly label: string;
  readonly description: string;
  /** True for the one that conversations begin with. */
  readonly isUsual: boolean;
}

/** The composer but for what is typed. */
export interface ComposerView {
  readonly chips: readonly ChipView[];
  readonly queued: readonly QueuedView[];
  /** Why the queue stands still; undefined while it moves, or while there is none. */
  readonly held?: string;
  readonly notes: readonly ComposerNote[];
  /** What sends: Enter, or Enter with Ctrl or Cmd. */
  readonly sendWith: 'enter' | 'mod-enter';
  readonly effort?: EffortView;
  /** Undefined until it is known. */
  readonly mode?: ModeView;
}

/** What can be chosen while `@` or `/` is typed. */
export type SuggestionKind = 'context' | 'command';

export interface SuggestionView {
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  readonly detail: string;
  /** Half-open pieces of the label that match what was typed. */
  readonly matches?: readonly (readonly [number, number])[];
  /** What stands in the message instead of what was typed. */
  readonly insert: string;
  /** True when it wants more words before it runs. */
  readonly takesMore?: boolean;
}

/** What the page read from the clipboard or got dropped. */
export interface DroppedData {
  readonly kind: 'file' | 'text';
  readonly name: string;
  /** Text as it is, all else base64-encoded. */
  readonly data: string;
}

/** A thing that goes along, as the model gets it. */
export interface ChipContent {
  readonly text?: string;
  /** A `data:` address. */
  readonly image?: string;
  readonly note?: string;
  /** True for a text that could stand in the message itself. */
  readonly isPaste?: boolean;
}

export interface ComposerRequests {
  readonly suggest: { readonly parameters: { readonly kind: SuggestionKind; readonly query: string }; readonly result: { readonly items: readonly SuggestionView[]; readonly note?: string } };
  /** Takes a suggestion of `@`. */
  readonly attach: { readonly parameters: { readonly id: string }; readonly result: Nothing };
  readonly attachAddresses: { readonly parameters: { readonly addresses: readonly string[] }; readonly result: Nothing };
  readonly attachData: { readonly parameters: DroppedData; readonly result: Nothing };
  /** The page made an image smaller. */
  readonly replaceImage: { readonly parameters: { readonly id: string; readonly data: string }; readonly result: Nothing };
  readonly detach: { readonly parameters: { readonly id: string }; readonly result: Nothing };
  readonly showChip: { readonly parameters: { readonly id: string }; readonly result: ChipContent };
  /** Takes a queued message out of the line; `edit` brings it into the composer. */
  readonly pressQueued: { readonly parameters: { readonly id: string; readonly action: 'edit' | 'remove' | 'send' }; readonly result: { readonly text?: string } };
  readonly pressNote: { readonly parameters: { readonly note: string; readonly button: string }; readonly result: Nothing };
  /** What was asked in this workspace before, the newest first. */
  readonly pastMessages: { readonly parameters: Nothing; readonly result: { readonly texts: readonly string[] } };
  readonly chooseMode: { readonly parameters: Nothing; readonly result: Nothing };
  readonly chooseEffort: { readonly parameters: Nothing; readonly result: Nothing };
}

/** The composer of a conversation in which nothing was prepared. */
export const emptyComposer: ComposerView = { chips: [], queued: [], notes: [], sendWith: 'enter' };
