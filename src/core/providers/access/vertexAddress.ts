// Where a project's models are, in a region.

import type { ProviderSettings } from '../provider.ts';

/** Undefined while project or region are missing, or are nothing that Google would name so. */
export function projectPath({ project = '', region = '' }: ProviderSettings): string | undefined {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9_.:-]*$/.test(project) || !/^[a-z0-9-]+$/.test(region)) return undefined;
  return `/projects/${project}/locations/${region}`;
}

/** The whole address at Google. */
export function vertexAddress(settings: ProviderSettings): string | undefined {
  const path = projectPath(settings);
  return path === undefined ? undefined : `https://${hostOf(settings.region ?? '')}/${settings.apiVersion ?? 'v1'}${path}`;
}

function hostOf(region: string): string {
  if (region === 'global') return 'aiplatform.googleapis.com';
  return /^(?:us|eu)$/.test(region) ? `aiplatform.${region}.rep.googleapis.com` : `${region}-aiplatform.googleapis.com`;
}
