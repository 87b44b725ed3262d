// What a file is, by its first bytes: a name can say anything.

export type FileKind =
  | { readonly kind: 'image'; readonly mediaType: string }
  | { readonly kind: 'document'; readonly mediaType: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'binary' };

const looked = 8_192;

export function fileKind(bytes: Uint8Array): FileKind {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, looked));
  const latin = start.toString('latin1', 0, 16);
  if (latin.startsWith('\u0089PNG\r\n\u001A\n')) return { kind: 'image', mediaType: 'image/png' };
  if (latin.startsWith('\u00FF\u00D8\u00FF')) return { kind: 'image', mediaType: 'image/jpeg' };
  if (/^GIF8[79]a/.test(latin)) return { kind: 'image', mediaType: 'image/gif' };
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return { kind: 'image', mediaType: 'image/webp' };
  if (latin.startsWith('%PDF-')) return { kind: 'document', mediaType: 'application/pdf' };
  // Text in two bytes begins with a mark that says so.
  if (latin.startsWith('\u00FF\u00FE') || latin.startsWith('\u00FE\u00FF')) return { kind: 'text' };
  return start.includes(0) ? { kind: 'binary' } : { kind: 'text' };
}

/** The text of bytes that are text: UTF-8, or what a mark at the beginning says. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xFF && bytes[1] === 0xFE ? 'utf-16le' : bytes[0] === 0xFE && bytes[1] === 0xFF ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
