// Gets the files of @earendil-works/pi-ai without installing it: the pinned package, checked, from a cache folder.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

export const piAiVersion = '1.5.2';
export const piAiDate = '2026-11-10';
const integrity = 'sha512-2tWPSnV3qzfiDIY3aWluBag3vC++Vs+VsXt/UquSU5onPMohPih72FUhIhaqmDdMYubOgB3Byl9uF4Vk40JLvQ==';

/** The JSON files of the package's providers, by name. Throws one sentence when it cannot be had. */
export async function piAiData(): Promise<ReadonlyMap<string, unknown>> {
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'parley-catalog');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `earendil-works-pi-ai-${piAiVersion}.tgz`);
  const packed = (await readChecked(path)) ?? (await download(folder, path));
  const files = readTar(gunzipSync(packed));
  return new Map([...files].flatMap(([name, text]) => {
    const file = /^package\/dist\/providers\/data\/([\w-]+)\.json$/.exec(name)?.[1];
    return file === undefined ? [] : [[file, JSON.parse(text.toString('utf8')) as unknown]];
  }));
}

async function readChecked(path: string): Promise<Buffer | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return undefined;
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}` === integrity ? bytes : undefined;
}

async function download(folder: string, path: string): Promise<Buffer> {
  const name = `@earendil-works/pi-ai@${piAiVersion}`;
  try {
    await promisify(execFile)('npm', ['pack', name, '--silent', '--pack-destination', folder], { cwd: folder, shell: process.platform === 'win32' });
  } catch (failure) {
    throw new Error(`${name} cannot be had from the registry: ${String(failure).split('\n')[0]}`, { cause: failure });
  }
  const bytes = await readChecked(path);
  if (!bytes) throw new Error(`${name} is not the package it was: its checksum differs from the one in piAiPackage.ts.`);
  return bytes;
}

/** The plain files of a tar archive. */
function* readTar(archive: Buffer): Generator<[string, Buffer]> {
  for (let at = 0; at + 512 <= archive.length;) {
    const field = (start: number, length: number): string => archive.toString('utf8', at + start, at + start + length).replace(/\0.*$/s, '');
    const name = [field(345, 155), field(0, 100)].filter((part) => part !== '').join('/');
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const kind = field(156, 1);
    if (name !== '' && (kind === '0' || kind === '')) yield [name, archive.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
