// Images and files as this wire's blocks. What it cannot read is named in words instead, with a notice.

import { Buffer } from 'node:buffer';
import type { FilePart, ImagePart, TextPart } from '../../model/message.ts';
import type { Notice } from '../wire/sampling.ts';
import type { Block } from './body.ts';

const imageTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;

/** The block for one part; undefined for text of nothing but white space, which the vendor refuses. */
export function encodePart(part: TextPart | ImagePart | FilePart, notices: Notice[]): Block | undefined {
  switch (part.type) {
    case 'text':
      return encodeText(part.text);
    case 'image':
      return encodeImage(part, notices);
    case 'file':
      return encodeFile(part, notices);
  }
}

export function encodeText(text: string): Block | undefined {
  return text.trim() === '' ? undefined : { type: 'text', text };
}

function encodeImage({ mediaType, data }: ImagePart, notices: Notice[]): Block {
  const known = imageTypes.find((type) => type === mediaType.toLowerCase());
  if (known) return { type: 'image', source: { type: 'base64', media_type: known, data } };
  return leftOut(`an image of type ${mediaType}`, notices);
}

function encodeFile({ name, mediaType, data }: FilePart, notices: Notice[]): Block {
  if (mediaType.toLowerCase() === 'application/pdf') return { type: 'document', title: name, source: { type: 'base64', media_type: 'application/pdf', data } };
  const text = decodeText(data);
  if (text === undefined) return leftOut(`the file ${name} (${mediaType})`, notices);
  return { type: 'document', title: name, source: { type: 'text', media_type: 'text/plain', data: text.trim() === '' ? '(empty file)' : text } };
}

function leftOut(what: string, notices: Notice[]): Block {
  notices.push({ type: 'notice', code: 'parameter-dropped', message: `This model cannot read ${what}; it is left out.` });
  return { type: 'text', text: `(Left out, as it cannot be read here: ${what}.)` };
}

/** The text a file holds, whatever its type claims; undefined when it is none. */
function decodeText(data: string): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(data, 'base64'));
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
