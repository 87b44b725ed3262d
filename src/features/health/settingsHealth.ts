// Says it once when a setting cannot be understood, with the way to mend it. The default is used meanwhile.

import { type Disposable } from '../../core/base/disposable.ts';
import type { Log } from '../../core/base/log.ts';
import { commandButton, notify } from '../../host/notify.ts';
import type { Settings } from '../../host/settings.ts';

export function createSettingsHealth(settings: Settings, log: Log): Disposable {
  let told = '';
  const check = (): void => {
    const problems = settings.problems();
    const all = problems.join('\n');
    if (all === told) return;
    told = all;
    const [first] = problems;
    if (first === undefined) return;
    log.warn('A setting is not understood.', { problems: problems.join('; ') });
    void notify('warning', `A setting of Parley is not understood, so its default is used. ${first}`, commandButton('Open settings', 'parley.settings.open'));
  };
  check();
  return settings.onDidChange(check);
}
