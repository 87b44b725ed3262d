// Reads the files that go along with a question, and says clearly which one is wrong and why.

import { readFile } from 'node:fs/promises';
import type * as z from 'zod/mini';
import type { ImagePart } from '../core/model/message.ts';
import { UsageError } from './usageError.ts';

/** A JSON file that satisfies a schema. */
export async function readJson<S extends z.ZodMiniType>(path: string, schema: S): Promise<z.infer<S>> {
  const text = (await readBytes(path)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (failure) {
    throw new UsageError(`${path} is not JSON: ${failure instanceof Error ? failure.message : ''}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UsageError(`${path} is not as expected at "${issue?.path.map(String).join('.') ?? ''}": ${issue?.message ?? ''}`);
}

const signatures: readonly (readonly [mediaType: string, offset: number, bytes: string])[] = [
  ['image/png', 0, '\u0089PNG'],
  ['image/jpeg', 0, '\u00FF\u00D8\u00FF'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
];

/** An image, known by its first bytes rather than by its name. */
export async function readImage(path: string): Promise<ImagePart> {
  const bytes = await readBytes(path);
  const found = signatures.find(([, offset, start]) => bytes.subarray(offset, offset + start.length).toString('latin1') === start);
  if (!found) throw new UsageError(`${path} is not a PNG, JPEG, GIF or WebP image.`);
  return { type: 'image', mediaType: found[0], data: bytes.toString('base64') };
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (failure) {
    throw new UsageError(`${path} cannot be read: ${failure instanceof Error ? failure.message : ''}`);
  }
}
