// Documents that are nowhere on disk: shown to be read and compared, never edited.

import { type Disposable, Uri, workspace } from 'vscode';
import { localize } from '../core/base/localize.ts';

const scheme = 'parley-answer';
/** Older ones that are still open keep their text; closed ones are forgotten. */
const mostKept = 50;

export interface VirtualDocuments extends Disposable {
  /** An address under which the editor finds this text; the name decides its colours. */
  add(name: string, text: string): Uri;
}

export function createVirtualDocuments(): VirtualDocuments {
  const texts = new Map<string, string>();
  let lastId = 0;
  const subscriptions = [
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => texts.get(uri.query) ?? localize('This text is gone. Open it again from the chat.\n'),
    }),
    workspace.onDidCloseTextDocument(({ uri }) => void (uri.scheme === scheme && texts.delete(uri.query))),
  ];
  return {
    add(name, text) {
      // The number is another one in every window's life: a tab that was restored must not show a newer text.
      const id = `${Date.now().toString(36)}-${++lastId}`;
      texts.set(id, text);
      const [oldest] = texts.keys();
      const isOpen = workspace.textDocuments.some(({ uri }) => uri.scheme === scheme && uri.query === oldest);
      if (texts.size > mostKept && oldest !== undefined && !isOpen) texts.delete(oldest);
      return Uri.from({ scheme, path: `/${name}`, query: id });
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      texts.clear();
    },
  };
}
