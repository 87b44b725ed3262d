// Every sentence and name that the page shows, in one place.

/** The words of the page. */
export const words = {
  conversation: 'Conversation',
  you: 'You',
  assistant: 'Assistant',
  message: 'Message',
  placeholder: 'Ask about your code',
  send: 'Send',
  stop: 'Stop',
  switchModel: 'Switch model',
  jumpToEnd: 'Jump to end',
  copyCode: 'Copy code',
  insertAtCursor: 'Insert at cursor',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  problem: 'Problem',
  details: 'Details',
  attachments: 'Attached',
  thinking: 'Thinking',
  thought: 'Thought',
  showAll: 'Show all',
  showLess: 'Show less',

  waiting: 'Waiting for the answer',
  writing: 'Writing',
  stopped: 'Stopped',
  interrupted: 'Interrupted before the end',
  cutOff: 'Reached the length limit',
  failed: 'Failed',

  answerFinished: 'Answer finished',
  answerStopped: 'Answer stopped',
  copied: 'Copied',
  inserted: 'Inserted',
  waitOrStop: 'An answer is still on its way. Stop it, or wait, and send then.',
  notLoaded: 'The conversation could not be loaded.',
  notDrawn: 'This turn could not be drawn. Here is its text as it came.',

  emptyTitle: 'What are you working on?',
  emptyLine: 'Parley answers with the model you choose, on your own keys, and shows every token and cent.',
  examplesTitle: 'For example',
  examples: [
    'Explain the difference between a mutex and a semaphore',
    'Write a function that debounces another, with tests',
    'Which regular expression finds dates like 2026-03-14?',
  ],

  code: (language: string) => (language ? `${language} code` : 'Code'),
  codeInFile: (language: string, file: string) => `${language ? `${language} code` : 'Code'}, ${file}`,
} as const;
