// Which addresses a link in an answer may have. Everything else stays plain text.

const scheme = /^([a-z][a-z0-9+.-]*):/i;
const allowed = new Set(['http', 'https', 'mailto']);

/** True for web addresses, mail addresses and paths without a scheme; `command:` and its like never become links. */
export function isAllowedAddress(address: string): boolean {
  const found = scheme.exec(address.trim());
  return !found?.[1] || allowed.has(found[1].toLowerCase());
}
