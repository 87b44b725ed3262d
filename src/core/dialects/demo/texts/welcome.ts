// The first words of the tour, and what it says when it has no answer.

/** Where the walk begins. Says at once that nobody thinks here. */
export const welcome = `**Welcome to Parley.** This is a demo without a model: prepared texts and plain inspection of code, so that you can look around before you have a key. Nothing you type here leaves your machine, and nothing costs anything.

What Parley does today:

- **Chat**, here: answers arrive while they are made, and **Stop** ends them at once.
- **Explain**: select code in an editor and run **Parley: Explain**, or right-click and choose it under **Parley**. It works in this demo too, by inspection.
- **Any model**: **Parley: Switch Model** changes who answers, **Parley: Manage Keys** takes your keys.
- **In sight**: the status bar shows the model, and the tokens and cost of what you asked.

Try it. Type one of these words:

| Word | What you get |
|---|---|
| \`markdown\` | everything an answer can look like |
| \`code\` | code blocks, and a sample to explain or review |
| \`thinking\` | how a model's thinking is shown |
| \`long\` | a long read about how Parley works, to try **Stop** |
| \`keys\`, \`models\`, \`cost\` | short answers to the usual questions |

Or type \`next\`, and I walk you through.`;

/** Stands before a text that is asked for before the welcome was seen: the first answer always says what this is. */
export const prepared = '*This is a demo without a model: what follows is a prepared text.*';

/** Stands before the welcome when a real question was asked. */
export const noModelHere = 'I cannot answer that: there is no model behind this demo, only a guide. With a key of your own (**Parley: Manage Keys**) or a local server, the same question gets a real answer.';

/** For the second unknown question and all later ones: short, with the way on. */
export const stillNoModel = `That needs a model, and this demo has none. What I can do:

- show you around: type \`next\`, or one of \`markdown\`, \`code\`, \`thinking\`, \`tools\`, \`long\`, \`keys\`, \`models\`, \`cost\`, \`privacy\`
- look at code without a model: select some and run **Parley: Explain**, or paste it here between two lines of three backticks

To get a real answer, add a key with **Parley: Manage Keys**, then pick a model with **Parley: Switch Model**.`;

/** When a picture or a file came along. */
export const cannotLook = 'You sent a picture or a file along. The demo cannot look at those; a model that reads them can.';

/** When every stop of the walk was seen. */
export const walkDone = `That was the whole tour. What is left is the real thing:

1. **Parley: Manage Keys** takes a key of yours. It goes into the editor's secret storage.
2. **Parley: Switch Model** picks who answers.
3. Ask here again, or select code and run **Parley: Explain**.

The demo stays: choose \`demo/tour\` whenever you want to try something for nothing.`;
