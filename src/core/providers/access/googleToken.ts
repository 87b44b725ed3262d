// A token of the user's Google identity, from wherever Google's own tools keep it. Loaded only when none was given.

import { type AuthClient, GoogleAuth } from 'google-auth-library';

/** What Google wants to see of an identity. */
export interface GoogleIdentity {
  readonly token: string;
  /** The project that pays for the request, where it is not the one that is asked. */
  readonly quotaProject?: string | undefined;
}

/** Finds an identity, or rejects with what Google's library says. */
export type FindGoogleIdentity = (project: string) => Promise<GoogleIdentity>;

/**
 * Application default credentials: a file of GOOGLE_APPLICATION_CREDENTIALS, what `gcloud` keeps, or the machine's own. The
 * client that was found is kept, as it renews its token when it must; a search that failed is not.
 */
export function createGoogleSearch(): FindGoogleIdentity {
  const clients = new Map<string, AuthClient>();
  return async (projectId) => {
    // Told the project, the library does not start programs or ask the network to find one.
    const client = clients.get(projectId) ?? await new GoogleAuth({ scopes: 'https://www.googleapis.com/auth/cloud-platform', projectId }).getClient();
    clients.delete(projectId);
    const headers = await client.getRequestHeaders();
    const token = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
    if (token === undefined) throw new Error('the identity that was found has no access token');
    clients.set(projectId, client);
    return { token, quotaProject: headers.get('x-goog-user-project') ?? undefined };
  };
}
