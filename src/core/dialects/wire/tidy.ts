// Makes what others said fit for an error: one line, bounded, without the key.

import { redact } from '../../base/redact.ts';
import type { Endpoint } from '../../model/dialect.ts';

const longest = 600;

/** One line of at most 600 characters, masked. */
export function tidy(text: string, endpoint: Pick<Endpoint, 'apiKey'>): string {
  const line = redact(text, endpoint.apiKey ? [endpoint.apiKey] : []).replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
