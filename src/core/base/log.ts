// The log as a port. Whoever implements it masks secrets at the door (see redact.ts).

/** Structured facts beside a log line; never message contents. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the engine tells what it does. */
export interface Log {
  debug(text: string, facts?: LogFacts): void;
  info(text: string, facts?: LogFacts): void;
  warn(text: string, facts?: LogFacts): void;
  error(text: string, facts?: LogFacts): void;
}

/** A log that forgets. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
