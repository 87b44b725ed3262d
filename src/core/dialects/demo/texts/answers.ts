// Short, true answers to the usual questions. Promise nothing here that does not exist.

/** Who is talking. */
export const who = `I am not a model. I am \`demo/tour\`: prepared texts, and a few hundred lines of ordinary code that look at code. I do not understand what you write; I look for words I know.

Type \`next\` for the tour, or add a key with **Parley: Manage Keys** to talk to a model.`;

/** Keys. */
export const keys = `**Keys.** Run **Parley: Manage Keys** from the command palette, choose a provider, paste the key.

- It goes into the editor's own secret storage, not into settings and not into your project.
- It never reaches this chat page, and whatever looks like a key is masked before anything is written to the log.
- The provider bills you directly; nobody stands between you and it.
- On the command line, \`npm run ask\` takes keys from the environment, such as \`OPENAI_API_KEY\`.

A server on your own machine that speaks OpenAI's format mostly needs no key at all. Choose **OpenAI-compatible server** and set its address in the setting \`parley.providers\`.`;

/** Models and providers. */
export const models = `**Models.** Every model has one name, \`provider/model\`; this one is \`demo/tour\`. To change who answers, run **Parley: Switch Model** or click the model in the status bar.

The list shows what Parley knows of each provider. You can also type a name that is not in it, for a model that came out yesterday. Your conversation stays when you switch: the next answer simply comes from somebody else.`;

/** Cost. */
export const cost = `**Cost.** This answer costs nothing: no model was asked.

With a model, you pay the provider by the token, roughly three quarters of an English word. What you send counts, including the conversation so far, and what comes back counts, usually several times as much per token.

Parley shows both where you cannot miss them: under each answer, and in the status bar. It also says how sure it is:

- a plain figure was reported by the provider, or computed from reported tokens and the price table
- a figure with \`~\` in front is an estimate
- where the price is not known, it says so. Unknown is never shown as zero.`;

/** Privacy. */
export const privacy = `**What goes where.** The demo sends nothing anywhere. It runs inside the editor.

With a model, your message and the conversation before it go to the address of the provider you chose, and nowhere else. **Parley: Explain** sends the code you selected and the name of its file. Parley has no server of its own in between.

The log holds facts about calls, such as model, duration, tokens and cost, but not what was said.`;

/** Stopping. */
export const stop = `**Stop** is the button that replaces **Send** while an answer arrives. It ends the answer at once, and what has arrived stays.

With a model it also saves money: the call is called off, so the provider stops writing. Type \`long\` and press it.`;

/** Explain, without code at hand. */
export const explainHow = `**Explain.** Select code in an editor and run **Parley: Explain**, or right-click and choose it under **Parley**. Or paste code here, between two lines of three backticks:

\`\`\`\`
\`\`\`ts src/greeting.ts
const greet = (name: string) => 'Hello ' + name;
\`\`\`
\`\`\`\`

With a model you get an explanation. In this demo you get what plain inspection finds: the pieces by name, who calls whom, and what stands out, with line numbers. Type \`code\` for a sample.`;

/** Review, without code at hand. */
export const reviewHow = `**Review.** Paste code between two lines of three backticks and write \`review\` above it. The demo lists what plain inspection finds, the heaviest first: forgotten errors, loose comparisons, traps of the language, copied blocks, notes left behind.

Type \`code\` for a sample, then \`review\`.`;

/** Things that need a model: writing code, tests, documentation, translations. */
export const cannotWrite = 'I cannot write or change code: there is no model in this demo. What I can do is look at it, so here is what plain inspection finds.';

/** The status bar. */
export const statusBar = `**The status bar** has two entries of Parley's, at the bottom of the window. One names the model that answers: click it to switch. The other shows what was spent since the window was opened, and moves while an answer arrives; its tooltip tells about the last answer.

What the demo writes is counted as well, as an estimate, and is free.`;

/** The command line. */
export const terminal = `**In a terminal.** The same client runs without the editor, from a checkout of Parley:

\`\`\`sh
npm run --silent ask -- --model demo/tour "markdown"
npm run --silent ask -- --model demo/tour --json "hello"
\`\`\`

With \`--json\` it prints one event per line, which is handy in scripts. It takes keys from the environment, and its exit code is 0 only when the answer came to its natural end.`;

/** Tools, when the call carries none. */
export const toolsHow = `**Tools.** A model can ask for a tool to be run, such as reading a file, and goes on with the result. Which tools there are is said with each call. This call carries none, so there is nothing to show.

To see a tool call from the demo, hand it a tool in a terminal: \`npm run --silent ask -- --model demo/tour --tools tools.json "tools"\`.`;

/** Tools, when there is one to call. */
export const toolsNow = 'This call carries tools, so here is what a tool call looks like. No model chose it: it is the first tool that was offered, with the simplest arguments its schema allows.';

/** What the thinking topic thinks. */
export const thinkingAloud = `Nobody is thinking here: this is a prepared text in the place where a model's thinking appears. A model would go through the question at this point: what is asked, what is known, which ways lead to an answer, and which of them fails on a second look. It may notice that a first idea was wrong, and turn round. Then it writes the answer below.`;

/** And then says. */
export const thinking = `**Thinking.** Some models think before they answer. Parley shows that apart from the answer, folded, so that you can look or leave it. What stood above was a prepared text; this demo does not think.

Thinking is billed as output by most providers, which is why Parley counts it with the tokens of the answer.`;

/** Thanks. */
export const thanks = 'You are welcome. I am only a demo, but I will tell whoever wrote me. Oh, I cannot: nothing leaves your machine. Type `next` to go on, or **Parley: Manage Keys** when you are ready for a model.';
