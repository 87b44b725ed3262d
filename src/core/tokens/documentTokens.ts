// About what a document costs: text as it is read, a PDF by its pages.

import type { FilePart } from '../model/message.ts';
import type { Vendor } from './families.ts';

/** A page is its text and, with most vendors, its picture. */
const perPage: Readonly<Record<Vendor, number>> = { openai: 1_100, anthropic: 2_300, gemini: 560, other: 1_000 };
/** Where a PDF hides how many pages it has. */
const bytesPerPage = 60_000;
const mostPages = 3_000;

/** The text of a document that is text; undefined for others. */
export function documentText({ mediaType, data }: FilePart): string | undefined {
  return /^text\/|[/+](?:json|xml|yaml|javascript|typescript)\b/.test(mediaType) ? Buffer.from(data, 'base64').toString('utf8') : undefined;
}

export function documentTokens({ data }: FilePart, vendor: Vendor): number {
  const bytes = Buffer.from(data, 'base64');
  const told = bytes.toString('latin1').match(/\/Type\s{0,4}\/Page(?!s)/g)?.length ?? 0;
  const pages = told > 0 ? told : Math.max(1, Math.ceil(bytes.length / bytesPerPage));
  return Math.min(mostPages, pages) * perPage[vendor];
}
