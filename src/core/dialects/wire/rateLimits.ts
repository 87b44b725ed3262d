// Reads limits from the headers vendors tell them in: a table of names, and the forms of a time.

import type { RateWindow } from '../../model/rateLimits.ts';

/** How a limit is named: `%` stands for `limit`, `remaining` or `reset`. */
interface Naming {
  readonly header: string;
  readonly counts: RateWindow['counts'];
  /** Milliseconds it is for, where no header tells when it begins anew. */
  readonly every?: number;
}

const minute = 60_000;

const namings: readonly Naming[] = [
  // OpenAI, Azure, Groq, xAI, Fireworks, LiteLLM.
  { header: 'x-ratelimit-%-requests', counts: 'requests' },
  { header: 'x-ratelimit-%-tokens', counts: 'tokens' },
  { header: 'x-ratelimit-%-tokens_usage_based', counts: 'tokens' },
  // Anthropic.
  { header: 'anthropic-ratelimit-requests-%', counts: 'requests' },
  { header: 'anthropic-ratelimit-tokens-%', counts: 'tokens' },
  { header: 'anthropic-ratelimit-input-tokens-%', counts: 'tokens' },
  // Mistral.
  { header: 'x-ratelimit-%-req-minute', counts: 'requests', every: minute },
  { header: 'x-ratelimit-%-tokens-minute', counts: 'tokens', every: minute },
  { header: 'ratelimitbysize-%', counts: 'tokens' },
  // Cerebras.
  { header: 'x-ratelimit-%-requests-minute', counts: 'requests', every: minute },
  { header: 'x-ratelimit-%-requests-day', counts: 'requests' },
  // Together, OpenRouter, GitHub, and what the IETF drafted.
  { header: 'x-ratelimit-%', counts: 'requests' },
  { header: 'x-tokenlimit-%', counts: 'tokens' },
  { header: 'ratelimit-%', counts: 'requests' },
];

/** A gateway hands on what the vendor behind it told, under names of its own. */
const prefixes = ['', 'llm_provider-'];

/** Every limit the headers tell whole. What makes no sense is passed over: some vendors send -1 for "not known". */
export function readRateLimits(headers: Headers, now: number): readonly RateWindow[] {
  const windows: RateWindow[] = [];
  for (const { header, counts, every } of namings) {
    for (const prefix of prefixes) {
      const told = (what: string): string | null => headers.get(prefix + header.replace('%', what));
      const remaining = count(told('remaining'));
      if (remaining === undefined) continue;
      const limit = count(told('limit'));
      if (limit === 0) continue;
      windows.push({ name: header, counts, limit, remaining, resetMs: readReset(told('reset'), serverTime(headers, now)) ?? every });
      break;
    }
  }
  return windows;
}

/** A date is held against the server's own clock: ours may be wrong. */
export function serverTime(headers: Headers | undefined, now: number): number {
  const told = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(told) ? now : told;
}

const duration = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,9}(?:\.\d{1,12})?)s)?(?:(\d{1,12}(?:\.\d{1,12})?)ms)?$/;
/** A number this large is a moment in seconds; a thousand times larger, in milliseconds. */
const aMoment = 1e9;

/** `17ms`, `6m0s`, `1.5` seconds, a moment in seconds or milliseconds, a date. */
export function readReset(text: string | null, now: number): number | undefined {
  const told = text?.trim().slice(0, 60);
  if (!told) return undefined;
  const plain = Number(told);
  if (Number.isFinite(plain)) {
    const milliseconds = plain >= aMoment * 1000 ? plain - now : plain >= aMoment ? plain * 1000 - now : plain * 1000;
    return Math.max(0, milliseconds);
  }
  const parts = duration.exec(told);
  if (parts) {
    const [days, hours, minutes, seconds, milliseconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number];
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  }
  const date = Date.parse(told);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function count(text: string | null): number | undefined {
  if (text === null || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
