// A long read about how Parley works: worth reading, and long enough to try Stop on.

/** About fifteen hundred words. Everything in it is true of what exists. */
export const long = `# How Parley works

*A long read, about fifteen hundred words. Press **Stop** whenever you like: what has arrived stays.*

## From your message to the answer

When you press Send, the chat page hands your text to the part of Parley that runs beside the editor. The page itself knows very little: it draws what it is told and reports what you press. It holds no keys and speaks to no network. The other part builds one call out of your message: which model, which messages came before, what the call is for. That call goes through a few thin layers, one after the other. One writes down that the call began and how it ended. One keeps watch over time, so that a server that says nothing does not leave you waiting for ever. One counts. Only the innermost speaks to a provider, in the provider's own format.

The answer comes back the other way, as a stream of small events: the message began, here is a piece of text, here is another. At the end there is always exactly one last event. It says why the answer ended, how many tokens it took, and what it cost. This holds whoever answers, so the page need not know whether it is drawing the words of a large model, of a server under your desk, or of this demo.

## Why answers arrive in pieces

A model writes one token after the other, and a long answer takes its time. Parley shows each piece as it comes, because you can read along, and because you can see early that an answer goes the wrong way. What is sent to the page is only what is new, never the whole conversation again, so the hundredth answer appears as smoothly as the first.

If the page is closed and opened again, it asks for one picture of everything and goes on from there. The changes are numbered. Should one get lost, the page notices the gap and asks anew. You need not know this; it is the reason why nothing you see is out of date.

## Stop

Stop means stop. The call is called off, not just hidden: the connection is closed, and the provider stops writing. What has arrived stays in the conversation, marked as stopped, and you can go on from it. With a model that is billed by the token, an answer stopped half way saves about half of its output.

Two habits pay. Stop as soon as you see that the question was misunderstood, and say what you meant. And do not wait for the last paragraph when the second one already held what you need.

## Tokens

Models do not read letters or words but tokens: frequent words are one token, rare ones are several, and code with its brackets and indentation takes more than prose. As a rule of thumb, a hundred tokens are about seventy-five English words. Other languages may need twice as many.

Two sorts matter. What you send is the input: your message, the code that goes with it, and the conversation so far, which is sent again each time because a model remembers nothing by itself. What comes back is the output, including the thinking of models that think. Output mostly costs several times as much as input. This is why a long conversation becomes dearer with every turn, even when your questions stay short, and why a new conversation for a new subject is the simplest way to save.

## Cost, and how sure it is

Next to every answer stand its tokens and its cost, and the status bar keeps them in sight. Parley is careful about where a figure comes from. Some providers report what a call cost. Others report the tokens, and the cost is computed from a table of prices. Where not even the tokens are reported, they are estimated, and the figure says so. Where the price of a model is not known, the cost is unknown, and unknown is not zero: a sum with something unknown in it does not pretend to be complete. And some things are free, such as this demo.

When a figure matters to you, the bill of your provider has the last word. Parley's job is that you are never surprised by it.

## Keys

Parley has no account and no server of its own. You bring keys of your own, and the provider bills you directly. Parley: Manage Keys puts a key into the secret storage of the editor, which uses the keyring of your system. The key is read when a call goes out and is not kept around longer than that. It does not enter your settings, the chat page, or the log; texts that look like a key are masked before they are written anywhere.

A few words of advice that hold with every tool. Make a key for this purpose alone, so that you can withdraw it without breaking anything else. Set a limit at the provider if it offers one. Never paste a key into a chat, this one included. And if a key ever slips into a repository, taking it out again is not enough, for it stays in the history: withdraw it and make a new one.

## Choosing a model

There is no best model, only one that is good enough for what you are doing and no dearer than it must be. Small models answer at once and cost next to nothing; they are right for explaining a function, naming things, turning one format into another. Large ones take longer and cost more, and they earn it where many files, many conditions or a design are involved. Models on your own machine are slower than most, but cost nothing and send nothing out.

In Parley a model is one name, the provider and the model with a slash between them. Parley: Switch Model changes it, in the middle of a conversation if you like. A good way to find out what you need: ask the small one first, and ask the large one the same question only when the answer does not help.

## Asking well

Most bad answers are good answers to another question. Four things help. Say what you want to have in the end: a fix, an explanation, a list of risks. Show the code, and not just its name; select it and use Explain, or paste it between two lines of three backticks. Say what you know: the error message in full, what you tried, what must not change. And ask for one thing at a time, because a model that is asked five things does three of them.

It is also worth saying how you want to be answered. "In two sentences", "as a table", "only the code": all of that is followed well, and short answers cost less.

When an answer is wrong, say what is wrong with it rather than asking again. When it is wrong twice, begin a new conversation: what was said before is sent along each time, and a wrong turn in it pulls the next answer the same way.

## Explain

Select code and run Parley: Explain, or right-click and choose it under Parley. The code goes to the model with its language, the name of its file and its line numbers, so that the answer can refer to lines you can find again. It becomes part of the conversation, so you can ask on about it as about anything else.

## How this demo looks at code

There is no model here, so how can the demo say anything about your code? By looking, the way a linter does. It blanks out strings and comments so that words in them are not mistaken for code. It pairs up brackets, reads who declares what, follows who calls whom by name, measures how deep blocks stand in each other, and looks for shapes that are known for trouble: an error that is caught and forgotten, a comparison that converts, a default value that is shared by all calls, a loop that does not wait. Where it is not sure, it is silent.

What it cannot do is understand. It sees that a function is long, not whether it is right. It reads a name and takes it at its word. An explanation from a model is of another kind, and that is what the keys are for.

## In a terminal

The same client runs without the editor. In a checkout of Parley, \`npm run --silent ask -- --model demo/tour "hello"\` prints the beginning of this tour. It is the same code that answers here, with the same layers, so what works there works here.

## Where to go from here

If you have a key, run Parley: Manage Keys, then Parley: Switch Model, and ask the question you actually came with. If you have none, most providers hand one out within minutes, and some let you try for nothing. If you would rather keep everything on your own machine, start a local server that speaks OpenAI's format and give Parley its address.

And if you only came to see whether Stop works: you have read to the very end, so you will have to type \`long\` once more.`;
