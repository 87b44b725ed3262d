// What a model is told that has to go on with an answer it cannot see as its own beginning.

const longest = 60;
const shortest = 12;

/** The last words of an answer, for a model to begin with: then it is plain where its own part begins. */
export function anchorOf(answer: string): { readonly words: string } {
  const text = answer.trimEnd();
  const line = text.slice(text.lastIndexOf('\n') + 1).trimStart();
  if (line.length >= shortest && line.length <= longest) return { words: line };
  const tail = text.slice(-longest);
  if (tail.length === text.length) return { words: tail.trimStart() };
  // From the beginning of a word on, where there is one.
  const start = /\s\S/.exec(tail);
  return { words: start ? tail.slice(start.index + 1) : tail };
}

/** Asks for the rest of an answer that broke off after these words. */
export function continuePrompt(words: string): string {
  return [
    'Your last message was cut off. Write the rest of it, so that both together are one text.',
    'Begin by repeating its last words exactly as they are, then go on. No introduction, and no new opening of a code block that is open.',
    '',
    'Its last words:',
    words,
  ].join('\n');
}
