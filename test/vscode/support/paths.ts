// Where the tests find the checkout, their cache and their output.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The root of the checkout. */
export const checkout = resolve(import.meta.dirname, '../../..');

/** Where screenshots and the evidence of failures go; ignored by git. */
export const outputFolder = join(checkout, 'out');

/** The folder that is copied whenever a test or a newcomer needs code to work on. */
export const sampleWorkspace = join(checkout, 'test/fixtures/workspace');

/** What is downloaded once per machine and shared by all checkouts. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'parley-test');
}
