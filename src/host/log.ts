// The log people can open. Secrets are masked at this door, whatever comes through it.

import type { LogOutputChannel } from 'vscode';
import type { Log, LogFacts } from '../core/base/log.ts';
import { redact } from '../core/base/redact.ts';

export function createLog(channel: LogOutputChannel): Log {
  const line = (text: string, facts: LogFacts | undefined): string => {
    const told = Object.entries(facts ?? {}).filter(([, value]) => value !== undefined);
    return redact([text, ...told.map(([name, value]) => `${name}=${String(value)}`)].join(' '));
  };
  return {
    debug: (text, facts) => channel.debug(line(text, facts)),
    info: (text, facts) => channel.info(line(text, facts)),
    warn: (text, facts) => channel.warn(line(text, facts)),
    error: (text, facts) => channel.error(line(text, facts)),
  };
}
