// A saved prompt that cannot be sent, in a sentence for people.

export class PromptFailed extends Error {
  override readonly name = 'PromptFailed';
}
