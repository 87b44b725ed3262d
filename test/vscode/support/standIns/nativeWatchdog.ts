// Stands in for @vscode/native-watchdog where nothing is compiled: ends this process when the watched one is gone.

/** Watches the process with this id. */
export function start(watched: number): void {
  setInterval(() => {
    try {
      process.kill(watched, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
}

/** Ends this process. */
export function exit(code = 0): void {
  process.exit(code);
}
