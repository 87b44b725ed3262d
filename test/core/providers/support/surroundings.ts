// A process whose surroundings say nothing about any cloud, but for what a test plants.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const telling = /^(?:AWS|GOOGLE|GCLOUD|GCP|GCE|CLOUDSDK|CLOUD_ML|METADATA_SERVER|ANTHROPIC|OPENAI|GEMINI|BEDROCK|VERTEX)_|^google_application_credentials$/;

/** Variables and a home of its own, for as long as it lives. */
export interface Surroundings extends AsyncDisposable {
  readonly home: string;
}

/** An empty home, no machine at AWS, and these variables. */
export async function surroundings(variables: Readonly<Record<string, string>> = {}): Promise<Surroundings> {
  const home = await mkdtemp(join(tmpdir(), 'parley-home-'));
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (telling.test(name)) delete process.env[name];
  Object.assign(process.env, { HOME: home, AWS_EC2_METADATA_DISABLED: 'true', METADATA_SERVER_DETECTION: 'none' }, variables);
  return {
    home,
    async [Symbol.asyncDispose]() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      await rm(home, { recursive: true });
    },
  };
}

/** What other tools would obey; nothing of it may be in a request. */
export const planted: Readonly<Record<string, string>> = {
  AWS_BEARER_TOKEN_BEDROCK: 'planted-token', AWS_REGION: 'planted-region', AWS_DEFAULT_REGION: 'planted-region', AWS_BEDROCK_BASE_URL: 'http://127.0.0.1:9/planted',
  ANTHROPIC_BEDROCK_MANTLE_BASE_URL: 'http://127.0.0.1:9/planted', ANTHROPIC_BASE_URL: 'http://127.0.0.1:9/planted', ANTHROPIC_API_KEY: 'planted-key',
  ANTHROPIC_AUTH_TOKEN: 'planted-token', ANTHROPIC_CUSTOM_HEADERS: 'X-Planted: planted', ANTHROPIC_VERTEX_BASE_URL: 'http://127.0.0.1:9/planted',
  ANTHROPIC_VERTEX_PROJECT_ID: 'planted', CLOUD_ML_REGION: 'planted', GOOGLE_CLOUD_PROJECT: 'planted', GOOGLE_CLOUD_LOCATION: 'planted', GOOGLE_API_KEY: 'planted-key',
  GOOGLE_VERTEX_BASE_URL: 'http://127.0.0.1:9/planted', GEMINI_API_KEY: 'planted-key', OPENAI_API_KEY: 'planted-key', OPENAI_BASE_URL: 'http://127.0.0.1:9/planted',
  OPENAI_ORG_ID: 'planted', OPENAI_PROJECT_ID: 'planted', OPENAI_CUSTOM_HEADERS: 'X-Planted: planted',
};
