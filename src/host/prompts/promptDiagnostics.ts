// Marks what is wrong in files of saved prompts and modes, where the editor marks all problems.

import { Diagnostic, DiagnosticSeverity, languages, Range, type Uri } from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { PromptLibrary } from './promptLibrary.ts';
import type { PromptPlace } from './promptPlace.ts';

/** Follows the collection; files that are mended lose their marks. */
export function markPromptProblems(collection: Pick<PromptLibrary, 'known' | 'onDidChange'>, locate: (place: PromptPlace, path: string) => Uri): Disposable {
  const store = new DisposableStore();
  const marks = store.add(languages.createDiagnosticCollection('parley'));
  store.add(collection.onDidChange(() => {
    marks.clear();
    for (const { place, path, problems } of collection.known().problems) {
      marks.set(locate(place, path), problems.map(({ sentence, severity, line, from, to }) => {
        const diagnostic = new Diagnostic(new Range(line, from, line, to), sentence, severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);
        diagnostic.source = 'Parley';
        return diagnostic;
      }));
    }
  }));
  return store;
}
