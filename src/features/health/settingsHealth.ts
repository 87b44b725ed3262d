// Says it once when a setting cannot be understood, with the way to mend it. The default is used meanwhile.

import { localize } from '../../core/base/localize.ts';
import type { Clock } from '../../core/base/clock.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { Log } from '../../core/base/log.ts';
import { commandButton, notify } from '../../host/notify.ts';
import type { Settings } from '../../host/settings.ts';

/** Milliseconds after the start: to read every setting takes a while, and nothing waits for it. */
const soon = 1_000;

export function createSettingsHealth(settings: Settings, clock: Clock, log: Log): Disposable {
  let told = '';
  const check = (): void => {
    const problems = settings.problems();
    const all = problems.join('\n');
    if (all === told) return;
    told = all;
    const [first] = problems;
    if (first === undefined) return;
    log.warn('A setting is not understood.', { problems: problems.join('; ') });
    void notify('warning', localize('A setting of Parley is not understood, so its default is used. {0}', first), commandButton(localize('Open settings'), 'parley.settings.open'));
  };
  const store = new DisposableStore();
  store.add(clock.after(soon, check));
  store.add(settings.onDidChange(check));
  return store;
}
