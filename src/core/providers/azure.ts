// OpenAI's models at Azure. The address is the user's resource, and a model's name is that of a deployment.
//
// The plain client of the SDK is enough: the v1 API differs in path and key header only, a dated one also carries the
// deployment in its path (not for responses) and its version in the query. Azure's own client would read the environment besides.

import type { Endpoint } from '../model/dialect.ts';
import { openaiChat } from '../dialects/openaiChat/openaiChat.ts';
import { openaiResponses } from '../dialects/openaiResponses/openaiResponses.ts';
import type { Provider, ProviderSettings } from './provider.ts';

export const azure: Provider = {
  id: 'azure',
  label: 'Azure OpenAI',
  description: 'Your own deployments; set the address of your resource',
  key: { use: 'required', page: 'https://portal.azure.com' },
  baseUrl: undefined,
  models: [],
  free: false,
  dialects: [openaiChat({ keyHeader: 'api-key', models: 'none' }), openaiResponses({ keyHeader: 'api-key', models: 'none' })],
  access: () => Promise.resolve((endpoint, settings) => Promise.resolve(toDeployment(endpoint, settings))),
};

/** The endpoint of one deployment. A whole address copied from the portal is understood as well. */
export function toDeployment(endpoint: Endpoint, { api, apiVersion, deployment }: ProviderSettings): Endpoint {
  const model = deployment ?? endpoint.model;
  const address = new URL(endpoint.baseUrl);
  const version = apiVersion ?? address.searchParams.get('api-version') ?? undefined;
  const path = address.pathname.replace(/\/(?:chat\/completions|responses)?\/*$/, '');
  const resource = path.replace(/\/openai(?:\/v1|\/deployments\/[^/]+)?$/, '');
  const isDated = version !== undefined && /^\d{4}-\d\d-\d\d/.test(version);
  const dated = api === 'responses' ? `${resource}/openai` : `${resource}/openai/deployments/${encodeURIComponent(model)}`;
  address.pathname = isDated ? dated : `${resource}/openai/v1`;
  address.search = version === undefined || version === 'v1' ? '' : `?api-version=${encodeURIComponent(version)}`;
  return { ...endpoint, model, baseUrl: address.href };
}
