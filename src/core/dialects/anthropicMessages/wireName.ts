// The name of this wire, which also tags the opaque state that only it can read.

export const wireName = 'anthropic-messages';
