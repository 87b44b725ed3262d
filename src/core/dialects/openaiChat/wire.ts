// The name of this wire. It also tags opaque state.

export const wire = 'openai-chat';
