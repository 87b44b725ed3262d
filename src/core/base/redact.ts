// Masks what looks like a secret before text leaves for a log, an error or an export.

const mask = '«key»';

const patterns: readonly RegExp[] = [
  /\b(?:sk|pk|rk|gsk|xai|fw|csk|pplx|r8|hf|ghp|gho|ghs|github_pat|glpat)[-_][A-Za-z0-9_-]{8,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bAKIA[A-Z0-9]{12,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /(?<=\b(?:authorization|proxy-authorization|x-api-key|api-key|x-goog-api-key|cookie)["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;]{4,}/gi,
  /(?<=\bbearer\s+)[^\s"',;]{6,}/gi,
  /(?<=[?&](?:key|api[-_]?key|token|access_token)=)[^&\s"']+/gi,
  /(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
];

/** Replaces secrets in `text`: those that are known, and everything shaped like one. */
export function redact(text: string, known: Iterable<string> = []): string {
  let safe = text;
  for (const secret of known) if (secret.length >= 4) safe = safe.replaceAll(secret, mask);
  for (const pattern of patterns) safe = safe.replace(pattern, mask);
  return safe;
}
