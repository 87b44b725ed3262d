// Editor actions: each row of the table becomes a command that asks about the code in focus.

import { commands, type TextEditor, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { Places } from '../../core/conversation/places.ts';
import type { Session } from '../../core/conversation/session.ts';
import type { Shown } from '../../core/conversation/shown.ts';
import { textMessage } from '../../core/model/message.ts';
import { codeInFocus } from '../../host/editor.ts';
import { notify } from '../../host/notify.ts';
import { type ActionRow, actions } from '../../tables/actions.ts';
import { focusChat } from '../../tables/commands.ts';

export function createActions(shown: Pick<Shown, 'session'>, places: Pick<Places, 'returned'>, rows: readonly ActionRow[] = actions): Disposable {
  const store = new DisposableStore();
  for (const row of rows) store.add(commands.registerCommand(row.command, async () => {
    await places.returned();
    await run(row, shown.session);
  }));
  return store;
}

async function run(row: ActionRow, session: Session): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return notify('info', localize('Open a file first: "{0}" is about the code in the editor.', row.title));
  if (session.busy) {
    return notify('info', localize('An answer is still on its way.'), { label: localize('Stop it and {0}', row.title.toLowerCase()), run: () => stopAndAsk(row, session, editor) });
  }
  await ask(row, session, editor);
}

async function stopAndAsk(row: ActionRow, session: Session, editor: TextEditor): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (!session.busy) return resolve();
    const listening = session.onDidChange((change) => {
      if (change.type !== 'busy-changed' || change.busy) return;
      listening.dispose();
      resolve();
    });
  });
  session.stop();
  await ended;
  await ask(row, session, editor);
}

async function ask(row: ActionRow, session: Session, editor: TextEditor): Promise<void> {
  const source = await codeInFocus(editor);
  if (source.code.trim() === '') return notify('info', localize('There is no code here for "{0}".', row.title));
  await commands.executeCommand(focusChat);
  const lines = source.firstLine === source.lastLine ? `line ${source.firstLine}` : `lines ${source.firstLine}\u2013${source.lastLine}`;
  await session.ask({
    text: row.question(source),
    parts: textMessage('user', row.prompt(source)).parts,
    attachments: [{ label: `${source.path}:${source.firstLine}-${source.lastLine}`, detail: lines }],
    task: row.task,
  });
}
