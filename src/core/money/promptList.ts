// A list of prompts out of a file: a prompt on each line, or JSON on each line.

/** A prompt to price, and how long its answer is, where the file says so. */
export interface ListedPrompt {
  readonly text: string;
  readonly outputTokens: number | undefined;
}

/** More are not read. */
export const mostPrompts = 10_000;

/** Larger files are not opened, in bytes. */
export const longestPromptFile = 20_000_000;

/** One by one, so that whoever counts them can pause. A line that is JSON without a prompt in it is passed over. */
export function* promptsIn(text: string): Generator<ListedPrompt, void, void> {
  let start = text.startsWith('\u{feff}') ? 1 : 0;
  let found = 0;
  while (start < text.length && found < mostPrompts) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at;
    const prompt = promptOf(text.slice(start, end).trim());
    start = end + 1;
    if (!prompt) continue;
    found += 1;
    yield prompt;
  }
}

function promptOf(line: string): ListedPrompt | undefined {
  if (line === '') return undefined;
  if (!/^[{["]/.test(line)) return { text: line, outputTokens: undefined };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // A sentence may begin with a bracket.
    return { text: line, outputTokens: undefined };
  }
  const text = wordsOf(value, 0);
  return text === '' ? undefined : { text, outputTokens: tokensOf(value) };
}

/** Where files of prompts keep their words. */
const places = ['prompt', 'text', 'input', 'question', 'content', 'messages', 'system', 'parts', 'contents', 'body'];
const deepest = 6;

function wordsOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (depth > deepest || typeof value !== 'object' || value === null) return '';
  const inner: unknown[] = Array.isArray(value) ? value : places.filter((place) => Object.hasOwn(value, place)).map((place) => (value as Record<string, unknown>)[place]);
  return inner.map((one) => wordsOf(one, depth + 1)).filter((words) => words !== '').join('\n');
}

function tokensOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const row = value as Record<string, unknown>;
  for (const place of ['output_tokens', 'completion_tokens', 'outputTokens']) {
    const count = Object.hasOwn(row, place) ? row[place] : undefined;
    if (typeof count === 'number' && Number.isFinite(count) && count >= 0 && count <= 1e9) return Math.round(count);
  }
  return undefined;
}
