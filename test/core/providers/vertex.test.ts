// Vertex: which wire at which address, and who is let in how.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createVertexAccess } from '../../../src/core/providers/access/vertexAccess.ts';
import { vertex } from '../../../src/core/providers/vertex.ts';
import { refusal, silence } from '../../support/simulator/answers.ts';
import { errorBody } from '../../support/simulator/geminiContentWire.ts';
import { type Answer, startSimulator } from '../../support/simulator/simulator.ts';
import { askCloud, type CloudCall } from './support/cloud.ts';
import { planted, surroundings } from './support/surroundings.ts';

const key = 'ya29.access-token-0123456789';
const settings = { region: 'europe-west1', project: 'my-project' };
const place = '/v1/projects/my-project/locations/europe-west1';
const claude = 'claude-sonnet-5-5';
const gemini = 'gemini-3.8-flash';
const paths = [
  [gemini, `/publishers/google/models/${gemini}:streamGenerateContent?alt=sse`],
  [claude, `/publishers/anthropic/models/${claude}:streamRawPredict`],
] as const;

const ask = (more: Partial<CloudCall> = {}) => askCloud(vertex, { model: gemini, settings, ...more });

/** A provider whose found identities live as long as one test. */
const fresh = () => ({ ...vertex, access: ((access) => () => Promise.resolve(access))(createVertexAccess()) });

/** A machine at Google, whose metadata service gives out a token. */
const machine: Answer = (request, response) => {
  const isToken = request.path.includes('/token');
  response.writeHead(200, { 'metadata-flavor': 'Google', 'content-type': isToken ? 'application/json' : 'text/plain' });
  response.end(isToken ? JSON.stringify({ access_token: 'ya29.found-0123456789', expires_in: 3_600, token_type: 'Bearer' }) : 'default');
};

test('each publisher\'s models are asked over their own wire, with the token as bearer alone', async () => {
  for (const [model, path] of paths) {
    const { text, url, requests, redirect, finish } = await ask({ model, key });
    assert.deepEqual([text, url?.href, redirect], ['ok', `https://europe-west1-aiplatform.googleapis.com${place}${path}`, 'manual'], finish.error?.message);
    const { authorization, 'x-api-key': first, 'x-goog-api-key': second } = requests[0]?.headers ?? {};
    assert.deepEqual([authorization, first, second], [`Bearer ${key}`, undefined, undefined]);
  }
});

test('a region has its host, and the version that is set is asked', async () => {
  for (const [region, host] of [['global', 'aiplatform'], ['us', 'aiplatform.us.rep'], ['eu', 'aiplatform.eu.rep'], ['us-east5', 'us-east5-aiplatform']] as const) {
    for (const [model, path] of paths) {
      const { text, url } = await ask({ model, key, settings: { ...settings, region, apiVersion: 'v1beta1' } });
      assert.deepEqual([text, url?.href], ['ok', `https://${host}.googleapis.com/v1beta1/projects/my-project/locations/${region}${path}`]);
    }
  }
});

test('Claude\'s name moves into the address and its version into the body', async () => {
  for (const [model, sampling, version] of [[claude, {}, '2026-10-21'], ['claude-haiku-4-5@20251001', { temperature: 0.5 }, '2023-06-01']] as const) {
    const { requests, url } = await ask({ model, key, call: { sampling } });
    const body = requests[0]?.body as Record<string, unknown>;
    assert.deepEqual([body['anthropic_version'], 'model' in body, body['stream'], requests[0]?.headers['anthropic-version']], [version, false, true, undefined]);
    assert.equal(decodeURIComponent(url?.pathname ?? ''), `${place}/publishers/anthropic/models/${model}:streamRawPredict`);
  }
  assert.equal((await ask({ model: 'claude-x/../../y?z', key })).url?.pathname, `${place}/publishers/anthropic/models/claude-x%2F..%2F..%2Fy%3Fz:streamRawPredict`);
});

test('what is known of these models elsewhere is known here', () => {
  assert.equal(vertex.describe?.('claude-haiku-4-5@20251001')?.contextWindow, 200_000);
  assert.deepEqual([vertex.describe?.(claude)?.maxOutput, vertex.describe?.(gemini)?.maxOutput, vertex.describe?.('llama')], [128_000, 65_536, undefined]);
});

test('an address of the user\'s own stands for the host', async () => {
  for (const [model, path] of paths) {
    for (const [baseUrl, start] of [['https://gateway.example/google/', '/google/v1'], ['https://gateway.example/v1beta1', '/v1beta1']] as const) {
      assert.equal((await ask({ model, key, settings: { ...settings, baseUrl } })).url?.href, `https://gateway.example${start}/projects/my-project/locations/europe-west1${path}`);
    }
    assert.equal((await ask({ model, key, settings: { baseUrl: 'https://gateway.example/v1/projects/p/locations/r' } })).url?.href, `https://gateway.example/v1/projects/p/locations/r${path}`);
  }
});

test('missing settings are named', async () => {
  for (const [given, expected] of [
    [{}, /^No address is set for Google Vertex AI\. Set parley\.providers\.vertex\.project and parley\.providers\.vertex\.region\.$/],
    [{ region: 'global' }, /\. Set parley\.providers\.vertex\.project\.$/],
    [{ project: 'p' }, /\. Set parley\.providers\.vertex\.region\.$/],
    [{ project: 'p', region: 'evil.example/#' }, /Check parley\.providers\.vertex\.project and parley\.providers\.vertex\.region\.$/],
    [{ baseUrl: 'https://gateway.example' }, /Set parley\.providers\.vertex\.project and parley\.providers\.vertex\.region\.$/],
  ] as const) {
    const { finish, requests } = await ask({ key, settings: given });
    assert.deepEqual([finish.error?.kind, requests.length], ['bad-request', 0]);
    assert.match(finish.error?.message ?? '', expected);
  }
});

test('an API key is told apart from a token before it goes anywhere', async () => {
  for (const wrong of ['AIzaSyA-simulated-0123456789-0123456789', 'AQ.simulated-0123456789']) {
    const { finish, requests } = await ask({ key: wrong });
    assert.deepEqual([finish.error?.kind, requests.length], ['auth', 0]);
    assert.match(finish.error?.message ?? '', /This is an API key; here Vertex takes an OAuth access token\./);
    assert.ok(!JSON.stringify(finish).includes(wrong));
  }
});

test('without a token the user\'s Google identity is used, asked for once while it lasts, and masked', async () => {
  await using metadata = await startSimulator(machine);
  await using _clean = await surroundings({ GCE_METADATA_HOST: metadata.url, METADATA_SERVER_DETECTION: 'assume-present', GOOGLE_CLOUD_QUOTA_PROJECT: 'payer' });
  const provider = fresh();
  for (const [model] of paths) {
    const { text, requests, finish } = await askCloud(provider, { model, settings });
    assert.deepEqual([text, requests[0]?.headers.authorization, requests[0]?.headers['x-goog-user-project']], ['ok', 'Bearer ya29.found-0123456789', 'payer'], finish.error?.message);
    const refused = await askCloud(provider, { model, settings, answer: refusal(401, errorBody(401, 'UNAUTHENTICATED', 'The token ya29.found-0123456789 is not valid.')) });
    assert.equal(refused.finish.error?.kind, 'auth');
    assert.ok(!JSON.stringify(refused.finish).includes('ya29.found'));
  }
  assert.equal(metadata.requests.filter(({ path }) => path.includes('/token')).length, 1);
});

test('no variable reaches a request, but Google\'s own identity', async () => {
  await using metadata = await startSimulator(machine);
  await using _clean = await surroundings({ ...planted, GCE_METADATA_HOST: metadata.url, METADATA_SERVER_DETECTION: 'assume-present' });
  const provider = fresh();
  for (const [model] of paths) {
    for (const given of [{ key }, {}]) {
      const { text, url, requests, finish } = await askCloud(provider, { model, settings, ...given });
      assert.deepEqual([text, url?.host], ['ok', 'europe-west1-aiplatform.googleapis.com'], finish.error?.message);
      assert.ok(!JSON.stringify(requests).includes('planted'), JSON.stringify(requests));
    }
  }
});

test('a configured Authorization header goes out as it is, and nobody is asked who the user is', async () => {
  await using _clean = await surroundings();
  for (const [model] of paths) {
    const { text, requests } = await ask({ model, settings: { ...settings, headers: { Authorization: 'Basic gateway' } } });
    assert.deepEqual([text, requests[0]?.headers.authorization], ['ok', 'Basic gateway']);
  }
});

test('without an identity the finish says what to do, soon, even if a metadata service never answers', async () => {
  await using nobody = await startSimulator(silence);
  for (const variables of [{}, { METADATA_SERVER_DETECTION: 'ping-only', GCE_METADATA_HOST: nobody.url }]) {
    await using _clean = await surroundings(variables);
    const before = performance.now();
    const { finish, requests } = await askCloud(fresh(), { model: gemini, settings });
    assert.deepEqual([finish.error?.kind, finish.error?.facts.retryable, requests.length], ['auth', false, 0]);
    assert.match(finish.error?.message ?? '', /^Vertex needs a Google identity, and none was found \(.+\)\. Sign in with "gcloud auth application-default login"/);
    assert.ok(performance.now() - before < 8_000);
  }
  assert.ok(nobody.requests.length > 0);
});

test('an identity file that cannot be read is told, not passed over', async () => {
  await using clean = await surroundings();
  process.env['GOOGLE_APPLICATION_CREDENTIALS'] = join(clean.home, 'identity.json');
  assert.match((await askCloud(fresh(), { model: claude, settings })).finish.error?.message ?? '', /identity\.json/);
  await writeFile(join(clean.home, 'identity.json'), 'not JSON');
  assert.equal((await askCloud(fresh(), { model: claude, settings })).finish.error?.kind, 'auth');
});

test('a search that never ends is given up in time, and at once when the call is called off', async () => {
  const never = (patience: number) => ({ ...vertex, access: () => Promise.resolve(createVertexAccess({ find: () => new Promise(() => undefined), patience })) });
  assert.equal((await askCloud(never(20), { model: claude, settings })).finish.error?.kind, 'auth');
  const stop = new AbortController();
  const asking = askCloud(never(60_000), { model: claude, settings, call: { signal: stop.signal } });
  stop.abort();
  assert.equal((await asking).finish.reason.unified, 'cancelled');
});

test('what Google refuses is told as what it is, whoever\'s model was asked', async () => {
  const cases = [
    [401, 'UNAUTHENTICATED', `Request had invalid authentication credentials. ${key}`, 'auth'],
    [403, 'PERMISSION_DENIED', "Permission 'aiplatform.endpoints.predict' denied on resource", 'permission'],
    [404, 'NOT_FOUND', 'Publisher Model was not found or your project does not have access to it.', 'not-found'],
    [429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.', 'rate-limit'],
    [503, 'UNAVAILABLE', 'The service is currently unavailable.', 'overloaded'],
    [400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.', 'bad-request'],
  ] as const;
  for (const [status, word, message, kind] of cases) {
    for (const [model] of paths) {
      for (const body of [errorBody(status, word, message), [errorBody(status, word, message)]]) {
        const { finish } = await ask({ model, key, answer: refusal(status, body) });
        assert.equal(finish.error?.kind, kind, `${model}: ${finish.error?.message}`);
        assert.ok(!JSON.stringify(finish).includes(key));
      }
    }
  }
});
