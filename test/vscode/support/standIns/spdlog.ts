// Stands in for @vscode/spdlog where nothing is compiled, so that log files (and the log output channels, which
// show those files) work: lines are appended at once, files are never rotated.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

/** Writes one log file. */
export class Logger {
  readonly #file: string;
  #level = 2;
  #plain = false;

  constructor(_type: string, _name: string, file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  #write(level: number, text: string): void {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      appendFileSync(this.#file, this.#plain ? text : `${time} [${levels[level]}] ${text}\n`);
    } catch {
      // The folder may be gone while the process ends; a log is never a reason to fail.
    }
  }

  trace(text: string): void { this.#write(0, text); }
  debug(text: string): void { this.#write(1, text); }
  info(text: string): void { this.#write(2, text); }
  warn(text: string): void { this.#write(3, text); }
  error(text: string): void { this.#write(4, text); }
  critical(text: string): void { this.#write(5, text); }
  getLevel(): number { return this.#level; }
  setLevel(level: number): void { this.#level = level; }
  setPattern(): void {}
  clearFormatters(): void { this.#plain = true; }
  flush(): void {}
  drop(): void {}
}

/** The version of the native library; there is none. */
export const version = 1;

/** The level of all loggers; each has its own here. */
export function setLevel(): void {}

/** When to flush; always, here. */
export function setFlushOn(): void {}

/** A logger for this file. */
export function createRotatingLogger(name: string, file: string): Promise<Logger> {
  return Promise.resolve(new Logger('rotating', name, file));
}

/** The same: appending is fast enough for tests. */
export const createAsyncRotatingLogger = createRotatingLogger;
