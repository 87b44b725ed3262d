// Bedrock: which wire at which address, and who is let in how.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { property } from '../../../src/core/dialects/wire/json.ts';
import { createBedrockAccess } from '../../../src/core/providers/access/bedrockAccess.ts';
import { bedrock } from '../../../src/core/providers/bedrock.ts';
import { refusal, silence } from '../../support/simulator/answers.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { askCloud, type CloudCall } from './support/cloud.ts';
import { planted, surroundings } from './support/surroundings.ts';
import { expectedAuthorization } from './support/verifySignature.ts';

const key = 'bedrock-api-key-0123456789';
const settings = { region: 'eu-west-1' };
const claude = 'eu.anthropic.claude-sonnet-5-5';
const other = 'openai.gpt-oss-120b';
const wires = [[claude, '/anthropic/v1/messages'], [other, '/openai/v1/chat/completions']] as const;
const identity = { AWS_ACCESS_KEY_ID: 'AKIDSIMULATED', AWS_SECRET_ACCESS_KEY: 'secret/of+the=simulation', AWS_SESSION_TOKEN: 'session-token-0123456789' };

const ask = (more: Partial<CloudCall> = {}) => askCloud(bedrock, { model: claude, settings, ...more });

test('Claude goes over one wire, all others over the other, at the region\'s address and with the key as bearer alone', async () => {
  for (const model of ['anthropic.claude-haiku-5-5', claude, 'us.anthropic.claude-opus-5-5', 'global.anthropic.claude-haiku-4-5-20251001-v1:0']) {
    const { text, url, requests, redirect, finish } = await ask({ model, key });
    assert.deepEqual([text, url?.href, redirect], ['ok', 'https://bedrock-mantle.eu-west-1.api.aws/anthropic/v1/messages', 'manual'], finish.error?.message);
    assert.deepEqual([requests[0]?.headers.authorization, requests[0]?.headers['x-api-key']], [`Bearer ${key}`, undefined]);
    assert.equal(property(requests[0]?.body, 'model'), model);
  }
  for (const model of [other, 'mistral.mistral-large-4', 'not.anthropic', 'qwen.qwen3-32b']) {
    const { text, url, requests } = await ask({ model, key });
    assert.deepEqual([text, url?.href, requests[0]?.headers.authorization], ['ok', 'https://bedrock-mantle.eu-west-1.api.aws/openai/v1/chat/completions', `Bearer ${key}`]);
  }
});

test('what is known of Claude elsewhere is known here', () => {
  assert.equal(bedrock.describe?.('us.anthropic.claude-haiku-4-5-20251001-v1:0')?.contextWindow, 200_000);
  assert.deepEqual([bedrock.describe?.(claude)?.maxOutput, bedrock.describe?.(other)], [128_000, undefined]);
});

test('the verifier of these tests agrees with the example AWS publishes', () => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
  const headers = { 'host': 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z', authorization };
  assert.equal(expectedAuthorization({ method: 'GET', path: '/', headers, body: '' }, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'), authorization);
});

test('without a key a request is signed as AWS verifies it, over the bytes that go out', async () => {
  for (const token of [true, false]) {
    const { AWS_SESSION_TOKEN, ...lasting } = identity;
    await using _clean = await surroundings(token ? { ...lasting, AWS_SESSION_TOKEN } : lasting);
    for (const [model, path] of wires) {
      const { text, requests, url, redirect, finish } = await ask({ model });
      const [request] = requests;
      assert.ok(request, finish.error?.message);
      assert.deepEqual([text, request.path, redirect], ['ok', path, 'manual']);
      const headers = { ...request.headers, host: url?.host };
      const expected = expectedAuthorization({ method: 'POST', path, headers, body: JSON.stringify(request.body) }, identity.AWS_SECRET_ACCESS_KEY);
      assert.equal(request.headers.authorization, expected);
      assert.match(expected, /Credential=AKIDSIMULATED\/\d{8}\/eu-west-1\/bedrock-mantle\/aws4_request, SignedHeaders=(?:anthropic-version;)?content-type;host;x-amz-content-sha256;x-amz-date(?:;x-amz-security-token)?, /);
      assert.deepEqual([request.headers['x-amz-security-token'], request.headers['x-api-key']], [token ? AWS_SESSION_TOKEN : undefined, undefined]);
      assert.ok(Math.abs(Date.now() - Date.parse(String(request.headers['x-amz-date']).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))) < 60_000);
    }
  }
});

test('a profile on the disk lets in, and a change of it counts at once', async () => {
  await using clean = await surroundings({ AWS_PROFILE: 'work' });
  await mkdir(join(clean.home, '.aws'));
  for (const id of ['AKIDFIRST', 'AKIDSECOND']) {
    await writeFile(join(clean.home, '.aws', 'credentials'), `[work]\naws_access_key_id = ${id}\naws_secret_access_key = secret\n`);
    const { requests, finish } = await ask();
    assert.match(requests[0]?.headers.authorization ?? finish.error?.message ?? '', new RegExp(`Credential=${id}/`));
  }
});

test('an identity that expires by itself is asked for once while it lasts', async () => {
  await using clean = await surroundings();
  const told = JSON.stringify({ Version: 1, AccessKeyId: 'AKIDPROCESS', SecretAccessKey: 'secret', SessionToken: 'token', Expiration: new Date(Date.now() + 3_600_000).toISOString() });
  await mkdir(join(clean.home, '.aws'));
  await writeFile(join(clean.home, 'identity.sh'), `echo asked >> ${clean.home}/asked\necho '${told}'\n`);
  await writeFile(join(clean.home, '.aws', 'config'), `[default]\ncredential_process = sh ${clean.home}/identity.sh\n`);
  const provider = { ...bedrock, access: ((access) => () => Promise.resolve(access))(createBedrockAccess()) };
  for (const [model] of wires) {
    const { text, finish } = await askCloud(provider, { model, settings });
    assert.equal(text, 'ok', finish.error?.message);
  }
  assert.equal(await readFile(join(clean.home, 'asked'), 'utf8'), 'asked\n');
});

test('no variable reaches a request, but AWS\'s own identity', async () => {
  await using _clean = await surroundings({ ...planted, ...identity });
  for (const [model] of wires) {
    for (const given of [{ key }, {}]) {
      const { text, url, requests, finish } = await ask({ model, ...given });
      assert.deepEqual([text, url?.host], ['ok', 'bedrock-mantle.eu-west-1.api.aws'], finish.error?.message);
      assert.ok(!JSON.stringify(requests).includes('planted'), JSON.stringify(requests));
      if (given.key !== undefined) assert.ok(!JSON.stringify(requests).includes('AKIDSIMULATED') && !JSON.stringify(requests).includes('session-token'));
    }
  }
});

test('a configured Authorization header goes out as it is, and nobody is asked who the user is', async () => {
  await using _clean = await surroundings(identity);
  for (const [model] of wires) {
    const { text, requests } = await ask({ model, settings: { ...settings, headers: { Authorization: 'Basic gateway' } } });
    assert.deepEqual([text, requests[0]?.headers.authorization, requests[0]?.headers['x-amz-date']], ['ok', 'Basic gateway', undefined]);
  }
});

test('an address of the user\'s own is asked, by its path where it has one', async () => {
  for (const [model, path] of wires) {
    assert.equal((await ask({ model, key, settings: { baseUrl: 'https://gateway.example/' } })).url?.href, `https://gateway.example${path}`);
  }
  assert.equal((await ask({ model: claude, key, settings: { baseUrl: 'https://gateway.example/aws/anthropic' } })).url?.href, 'https://gateway.example/aws/anthropic/v1/messages');
  assert.equal((await ask({ model: other, key, settings: { baseUrl: 'https://gateway.example/aws/openai/v1' } })).url?.href, 'https://gateway.example/aws/openai/v1/chat/completions');
});

test('a missing region is named, also where only a signature needs it', async () => {
  await using _clean = await surroundings(identity);
  for (const [given, expected] of [
    [{}, /^No address is set for Amazon Bedrock\. Set parley\.providers\.bedrock\.region\.$/],
    [{ region: 'evil.example/#' }, /Check parley\.providers\.bedrock\.region\.$/],
    [{ baseUrl: 'https://gateway.example' }, /signed for a region\. Set parley\.providers\.bedrock\.region\.$/],
  ] as const) {
    const { finish, requests } = await ask({ settings: given });
    assert.deepEqual([finish.error?.kind, requests.length], ['bad-request', 0]);
    assert.match(finish.error?.message ?? '', expected);
  }
  assert.equal((await ask({ settings: { baseUrl: 'https://bedrock-mantle.us-east-1.api.aws/anthropic' } })).text, 'ok');
});

test('without key and identity the finish says what to do, soon, even if a metadata service never answers', async () => {
  await using nobody = await startSimulator(silence);
  for (const variables of [{}, { AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: nobody.url }]) {
    await using _clean = await surroundings(variables);
    const before = performance.now();
    const { finish, requests } = await ask();
    assert.deepEqual([finish.error?.kind, finish.error?.facts.retryable, requests.length], ['auth', false, 0]);
    assert.match(finish.error?.message ?? '', /Amazon Bedrock needs a key or an AWS identity, and neither was found \(.+\)\. Store a Bedrock API key, or sign in with/);
    assert.ok(performance.now() - before < 8_000);
  }
  assert.ok(nobody.requests.length > 0);
});

test('a search that never ends is given up in time, and at once when the call is called off', async () => {
  const never = createBedrockAccess({ find: () => new Promise(() => undefined), patience: 20 });
  const late = await askCloud({ ...bedrock, access: () => Promise.resolve(never) }, { model: claude, settings });
  assert.equal(late.finish.error?.kind, 'auth');
  const patient = createBedrockAccess({ find: () => new Promise(() => undefined), patience: 60_000 });
  const stop = new AbortController();
  const asking = askCloud({ ...bedrock, access: () => Promise.resolve(patient) }, { model: claude, settings, call: { signal: stop.signal } });
  stop.abort();
  assert.equal((await asking).finish.reason.unified, 'cancelled');
});

test('what AWS refuses is told as what it is, without the key', async () => {
  const cases = [
    [403, { message: 'The security token included in the request is invalid.' }, 'auth'],
    [403, { message: 'The request signature we calculated does not match the signature you provided.' }, 'auth'],
    [400, { message: 'The security token included in the request is expired' }, 'auth'],
    [401, { error: { code: 'invalid_api_key', message: `Invalid API key ${key}`, type: 'authentication_error' } }, 'auth'],
    [403, { message: 'User: arn:aws:iam::1:user/x is not authorized to perform: bedrock-mantle:CreateInference' }, 'permission'],
    [429, { message: 'Too many requests, please wait before trying again.' }, 'rate-limit'],
    [404, { error: { code: 'not_found_error', message: 'The model does not exist', type: 'not_found_error' } }, 'not-found'],
    [503, { message: 'Bedrock is unable to process your request.' }, 'overloaded'],
  ] as const;
  for (const [status, body, kind] of cases) {
    for (const [model] of wires) {
      const { finish } = await ask({ model, key, answer: refusal(status, body) });
      assert.equal(finish.error?.kind, kind, `${model}: ${finish.error?.message}`);
      assert.ok(!JSON.stringify(finish).includes(key));
    }
  }
});
