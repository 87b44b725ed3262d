// Whoever brings a key never loads what finds identities: it is large, and not theirs.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../../house/sources.ts';

const script = `
import { createRequire } from 'node:module';
const loaded = () => Object.keys(createRequire(import.meta.url).cache).map((path) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(path)?.[1]);
const endpoint = { provider: 'x', model: 'm', baseUrl: 'https://h', apiKey: 'token', headers: {}, fetch: () => Promise.resolve(new Response()), info: {} };
const accesses = [];
for (const name of ['bedrock', 'vertex']) accesses.push(await (await import(process.argv[1] + '/src/core/providers/' + name + '.ts'))[name].access());
const settings = { region: 'eu-west-1', project: 'p' };
for (const access of accesses) await (await access(endpoint, settings)).fetch('https://h/chat/completions', { method: 'POST', body: '{}' });
const before = loaded();
for (const access of accesses) await access({ ...endpoint, apiKey: undefined }, settings).catch(() => undefined);
console.log(JSON.stringify({ before, after: [...new Set(loaded())] }));
`;

test('neither AWS\'s nor Google\'s library is loaded before it is needed', async () => {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: join(root, 'nowhere'), AWS_EC2_METADATA_DISABLED: 'true', METADATA_SERVER_DETECTION: 'none' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, root], { env: environment });
  const { before, after } = JSON.parse(stdout) as { readonly before: readonly string[]; readonly after: readonly string[] };
  assert.deepEqual(before, []);
  assert.ok(after.includes('@aws-sdk/credential-provider-node') && after.includes('google-auth-library'), after.join());
});
