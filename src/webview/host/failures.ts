// Tells the host of failures inside the page, so that they are in the log. A page that fails in a loop does not flood it.

const mostReports = 20;
const longestReport = 4_000;
const reported = new Set<string>();
let send: (message: string) => void = () => {};

/** Starts reporting; what no one caught is reported too. */
export function startReporting(report: (message: string) => void): void {
  send = report;
  addEventListener('error', (event) => reportFailure(event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => reportFailure(event.reason));
}

/** Reports a failure once. */
export function reportFailure(failure: unknown): void {
  const message = (failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure)).slice(0, longestReport);
  if (reported.size >= mostReports || reported.has(message)) return;
  reported.add(message);
  send(message);
}
