// The name of this wire. State that only this wire can read is tagged with it.

export const wire = 'openai-responses';
