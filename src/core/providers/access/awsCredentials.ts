// The user's AWS identity, from wherever AWS's own tools look for it. Loaded only when there is no Bedrock key.

import { defaultProvider } from '@aws-sdk/credential-provider-node';

/** An identity that signs requests. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** Finds an identity, or rejects with what AWS's chain says. */
export type FindAwsCredentials = () => Promise<AwsCredentials>;

/** How long one answer of the metadata service of a machine at AWS may take; elsewhere nobody answers. */
const metadataPatience = 1_000;
/** What is still valid this long is used again. */
const margin = 5 * 60_000;

const silent = (): void => undefined;
const quiet = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/**
 * Variables, profiles, single sign-on, roles, containers and machines, in AWS's own order. Only what expires by itself is
 * kept, as it costs a request to get; what is written down is read anew, so that a change counts at once.
 */
export function createAwsChain(): FindAwsCredentials {
  let held: AwsCredentials | undefined;
  return async () => {
    if (held?.expiration && held.expiration.getTime() - Date.now() > margin) return held;
    const chain = defaultProvider({ timeout: metadataPatience, maxRetries: 0, ignoreCache: true, logger: quiet });
    held = await chain();
    return held;
  };
}
