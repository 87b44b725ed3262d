// Runs npm, the very one that runs us if there is one.
import { type RunOptions, run } from './run.ts';

/** Resolves with what npm printed; rejects unless it ended well. */
export function npm(parameters: readonly string[], options?: RunOptions): Promise<string> {
  const own = process.env['npm_execpath'];
  return own?.endsWith('.js') ? run(process.execPath, [own, ...parameters], options) : run('npm', parameters, options);
}
