// Every command people can run. The manifest and the registration follow from this.

/** One row. `icon` is a codicon; `when` keeps it out of the palette where it makes no sense. */
export interface CommandRow {
  readonly title: string;
  readonly icon?: string;
  readonly enablement?: string;
  readonly keybinding?: { readonly key: string; readonly mac: string; readonly when?: string };
  /** Needs what conversations take, which is loaded when the first such command is run, or the chat is seen. */
  readonly talk?: true;
  /** Shown as a button in the title of the chat view, in this order. */
  readonly chatTitle?: number;
  /** Shown in the chat view's menu of further actions, in this order. */
  readonly chatMenu?: number;
}

/** The view's id; the editor makes the command `parley.chat.focus` from it. */
export const chatView = 'parley.chat';
export const focusChat = 'parley.chat.focus';

/** True while an answer is on its way. */
export const busyContext = 'parley.busy';

/** True while conversations are listed. */
export const listContext = 'parley.listing';

export const commands = {
  'parley.chat.new': { title: 'New Conversation', icon: 'add', chatTitle: 1, talk: true },
  'parley.chat.history': { title: 'Show Conversations', icon: 'history', chatTitle: 2, talk: true },
  'parley.history.rename': { title: 'Rename Listed Conversation', enablement: listContext, keybinding: { key: 'f2', mac: 'f2', when: listContext }, talk: true },
  'parley.history.delete': { title: 'Delete Listed Conversation', enablement: listContext, keybinding: { key: 'ctrl+delete', mac: 'cmd+backspace', when: listContext }, talk: true },
  'parley.chat.rename': { title: 'Rename Conversation', icon: 'edit', chatMenu: 4, talk: true },
  'parley.chat.export': { title: 'Export Conversation', icon: 'export', chatMenu: 5, talk: true },
  'parley.chat.import': { title: 'Import Conversations', icon: 'cloud-download', chatMenu: 6, talk: true },
  'parley.history.empty': { title: 'Empty Deleted Conversations', talk: true },
  'parley.chat.stop': { title: 'Stop Answer', icon: 'debug-stop', enablement: busyContext, talk: true },
  'parley.chat.think': { title: 'Set How Hard Models Think', icon: 'lightbulb', talk: true },
  'parley.chat.undoDelete': { title: 'Undo Delete', icon: 'discard', talk: true },
  'parley.model.switch': { title: 'Switch Model', icon: 'symbol-misc', chatTitle: 3 },
  'parley.provider.switch': { title: 'Switch Provider', icon: 'plug' },
  'parley.keys.manage': { title: 'Manage Keys', icon: 'key', chatTitle: 4 },
  'parley.budget.edit': { title: 'Edit Budgets', icon: 'credit-card' },
  'parley.usage.open': { title: 'Open Usage Dashboard', icon: 'graph', chatMenu: 1 },
  'parley.usage.compare': { title: 'Compare Costs with Other Models', icon: 'law' },
  'parley.usage.export': { title: 'Export Usage as CSV or JSON', icon: 'export' },
  'parley.usage.reconcile': { title: 'Compare Usage with a Provider\'s Export', icon: 'checklist' },
  'parley.mode.switch': { title: 'Switch Mode', icon: 'person', chatMenu: 2, talk: true },
  'parley.prompt.run': { title: 'Run Saved Prompt', icon: 'run', talk: true },
  'parley.prompt.new': { title: 'New Saved Prompt', icon: 'new-file', talk: true },
  'parley.prompt.show': { title: 'Show System Prompt', icon: 'eye', chatMenu: 3, talk: true },
  'parley.instructions.edit': { title: 'Edit My Instructions', icon: 'edit', talk: true },
  'parley.cache.clear': { title: 'Clear Kept Answers' },
  'parley.settings.open': { title: 'Open Settings', icon: 'gear' },
  'parley.doctor': { title: 'Diagnose', icon: 'pulse', chatMenu: 9 },
  'parley.log.open': { title: 'Show Log', icon: 'output' },
} as const satisfies Readonly<Record<string, CommandRow>>;

export type CommandId = keyof typeof commands;

/** Keyboard ways to commands that the editor itself makes. */
export const extraKeybindings = [
  { command: focusChat, key: 'ctrl+alt+p', mac: 'cmd+alt+p' },
] as const;
