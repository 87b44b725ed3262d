// Conversations to look at: one of each state that a person may meet.

import type { BillView, EstimateView, Snapshot } from '../../../src/shared/protocol.ts';
import { composerScenes } from './composerScenes.ts';
import { markdownSamples } from './markdownSamples.ts';
import { answer, question, snapshot } from './snapshots.ts';

const sample = markdownSamples[0] ?? '';
const meter = { tokens: '412 tokens', cost: '$0.0042', explanation: '312 tokens in, 100 tokens out, as the server reported. Price as of 2026-11-01.' };

/** The bill of the answer below. */
export const bill: BillView = {
  facts: [
    { label: 'Asked', value: 'openai/gpt-6-sol' }, { label: 'Served by', value: 'gpt-6-sol-2026-09-01' }, { label: 'Cache hits', value: '82 % of the input' },
    { label: 'First token after', value: '0.8 s' }, { label: 'Speed', value: '45 tokens/s' }, { label: 'Time', value: '9.7 s' },
  ],
  lines: [
    { label: 'Input', count: '1,204', rate: '$2.00 / 1M', amount: '$0.002408' },
    { label: 'Input from the cache', count: '5,632', rate: '$0.20 / 1M', amount: '$0.0011264' },
    { label: 'Output', count: '180', rate: '$10.00 / 1M', amount: '$0.0018' },
    { label: 'Reasoning', count: '232', rate: '$10.00 / 1M', amount: '$0.00232' },
  ],
  total: '$0.0076544',
  notes: ['Price: openai/gpt-6-sol, genai-prices 0.1.8, 2026-09-23 (standard).'],
};

/** What the message in the composer would use. */
export const estimate: EstimateView = {
  tokens: '6,204 tokens',
  exact: true,
  share: '31 % of 20k',
  level: 'fine',
  cost: '~$0.0150 to $0.0500',
  parts: [{ label: 'System prompt', tokens: '1,200' }, { label: 'Conversation so far', tokens: '3,000' }, { label: 'Attachment: <b>a.ts</b>', tokens: '1,600' }, { label: 'Your message', tokens: '404' }],
  notes: ['$0.015 for an answer of 500 tokens, as they usually are; $0.0500 for the longest of 4.0k.', 'If the vendor still has the conversation so far in its cache, it costs $0.0072 less.'],
  others: [{ model: 'openai/gpt-6-luna', cost: '~$0.0008 to $0.0025' }, { model: 'anthropic/claude-haiku-5-5', cost: '~$0.0009 to $0.0026' }],
};

/** The states of the page. */
export const scenes: Readonly<Record<string, Snapshot>> = {
  ...composerScenes,
  empty: snapshot([], { model: { reference: 'demo/tour', badge: 'demo, no model' } }),
  rich: snapshot([
    question('How do I debounce a function in TypeScript? It is called on every key.', {
      id: 'q1',
      attachments: [{ label: 'search.ts:12-40', detail: 'src/search/search.ts, lines 12 to 40' }, { label: 'package.json', detail: 'package.json, the whole file' }],
    }),
    answer(sample, { id: 'a1', thinking: 'The question is about *timers*.\n\nI should show a small generic helper.', meter, notices: ['The server was busy; asked a second time after 2 s.'] }),
    question('Thanks!\nAnd in Python?', { id: 'q2' }),
    answer('The same with a timer thread:\n\n```python\nfrom threading import Timer\n\ndef debounce(wait: float):\n    """Run the last call only."""\n    def wrap(call):\n        timer = None\n        def later(*args):\n            nonlocal timer\n            if timer is not None:\n                timer.cancel()\n            timer = Timer(wait, call, args)\n            timer.start()\n        return later\n    return wrap\n```\n\nIn `asyncio` use [`loop.call_later`](https://docs.example.org/asyncio).', { id: 'a2', meter, model: 'demo/tour', badge: 'demo, no model' }),
  ]),
  bill: snapshot([
    question('How do I debounce a function in TypeScript?', { id: 'q1' }),
    answer('Keep a timer, and start it anew with every call:\n\n```ts\nclearTimeout(timer);\ntimer = setTimeout(call, wait);\n```', { id: 'a1', meter: { ...meter, speed: '45 tokens/s' } }),
  ]),
  estimate: snapshot([question('Why?'), answer('So.')], { draft: 'And how would I do the same in Python, without a thread?' }),
  streaming: snapshot([
    question('Explain this file.'),
    answer('The file does three things:\n\n1. It reads the settings\n2. It opens the **database**\n3. It waits for', { state: 'streaming', thinking: 'Let me look.', meter: { tokens: '~38 tokens', cost: '~$0.0004', speed: '52 tokens/s', explanation: 'So far.' } }),
  ], { busy: true, draft: 'And then, how would I' }),
  waiting: snapshot([question('Explain this file.'), answer('', { state: 'waiting' })], { busy: true }),
  wait: snapshot([
    question('Explain this file.', { id: 'q1' }),
    answer('', { state: 'waiting', wait: { sentence: 'OpenAI asks to slow down.', left: 12_000, attempt: 'attempt 2 of 4', buttons: [{ id: 'retry-now', label: 'Retry now' }, { id: 'switch-model', label: 'Switch model' }, { id: 'cancel', label: 'Cancel' }] } }),
  ], { busy: true }),
  problem: snapshot([
    question('Explain this file.', { id: 'q1' }),
    answer('', {
      id: 'a1', state: 'failed',
      problem: {
        sentence: 'OpenAI does not accept this key.',
        detail: '401 invalid_api_key\nrequest req_8f2b6c0d\nhttps://api.openai.com/v1/chat/completions',
        buttons: [{ id: 'keys', label: 'Change key' }, { id: 'retry', label: 'Try again' }, { id: 'model', label: 'Switch model' }],
      },
    }),
    question('And now?', { id: 'q2' }),
    answer('It begins with a check of the', { id: 'a2', state: 'interrupted', meter: { tokens: '~38 tokens', explanation: 'Estimated: the connection broke before the server reported.' } }),
    question('شكرا، وماذا عن هذا؟', { id: 'q3' }),
    answer('هذا مثال على نص من اليمين إلى اليسار مع `code` في الوسط.\n\n- الأول\n- الثاني', { id: 'a3', state: 'stopped', meter }),
    answer('The list goes on with', { id: 'a4', state: 'length', meter }),
  ]),
  continued: snapshot([
    question('Explain this file.', { id: 'q1' }),
    answer('The file does three things. It reads the settings, opens the database, and waits for requests.', { id: 'a1', model: 'route/coding', meter: { ...meter, tokens: '412 tokens' }, notices: ['openai/gpt-6-sol broke off in the middle; anthropic/claude-sonnet-5-5 goes on.'] }),
    question('And now?', { id: 'q2' }),
    answer('It begins with a check of the', { id: 'a2', model: 'route/coding', state: 'length', meter, problem: { sentence: 'The answer reached the longest output this model may give.', buttons: [{ id: 'continue', label: 'Continue' }, { id: 'retry', label: 'Try again' }, { id: 'model', label: 'Switch model' }] } }),
  ]),
  code: snapshot([
    question('Show me some languages.'),
    answer([
      '```ts\n// A comment\nimport { readFile } from "node:fs/promises";\n@sealed\nexport class Store<T extends object> implements Disposable {\n  readonly #size = 0x2f + 12.5;\n  async load(path: string): Promise<T | undefined> {\n    if (path === `${this.root}/x`) return undefined;\n    return JSON.parse(await readFile(path, "utf8")) as T;\n  }\n}\n```',
      '```json\n{ "name": "parley", "private": true, "count": 3, "none": null }\n```',
      '```html\n<!-- note -->\n<a href="https://example.org" class="link">Text &amp; more</a>\n```',
      '```css\n.turn > p:hover { color: var(--quiet); margin: 4px 0; }\n```',
      '```sql\nSELECT name, count(*) FROM turns WHERE id = 42 GROUP BY name; -- all\n```',
      '```diff\n- const a = 1;\n+ const a = 2;\n  const b = 3;\n```',
      '```rust\n/// Doc\n#[derive(Debug)]\nfn main() -> Result<(), Error> {\n    let x: u32 = 5;\n    println!("{x}");\n    Ok(())\n}\n```',
      '```yaml\nname: test # why\non: [push, true]\nsteps:\n  - run: echo "hi"\n```',
      '```sh\nfor f in *.ts; do echo "$f" | grep -c x; done\n```',
      '```\nplain text\n```',
    ].join('\n\n')),
  ]),
  versions: snapshot([
    question('How do I debounce a function?', { id: 'q1', branch: { place: 2, count: 3 } }),
    answer('Keep a timer, and start it anew with every call.', { id: 'a1', meter, branch: { place: 1, count: 2 }, rating: { value: 'up', note: 'Short and right. I used it in the search box.' } }),
    question('And in Python?', { id: 'q2' }),
    answer('The same, with a timer thread.', { id: 'a2', meter }),
  ], { undo: { turn: 'gone', sentence: 'Question and what follows it deleted.' } }),
  edit: snapshot([
    question('How do I debounce a function?', { id: 'q1' }),
    answer('Keep a timer, and start it anew with every call.', { id: 'a1', meter }),
  ], { edit: { turn: 'q1', text: 'How do I debounce a function in TypeScript?\nWithout a library, please.' } }),
  compared: snapshot([
    question('Which sort is stable in JavaScript?', { id: 'q1' }),
    answer('`Array.prototype.sort` has been **stable** since ES2019:\n\n```js\nrows.sort((a, b) => a.age - b.age);\n```', {
      id: 'a1', meter: { ...meter, speed: '45 tokens/s', time: '0.8 s to the first token, 9.7 s in all' }, branch: { place: 1, count: 3 },
      columns: [
        answer('All of them, in every engine of today. Before ES2019 V8 used an unstable quicksort for more than ten', { id: 'a2', model: 'anthropic/claude-sonnet-5-5', state: 'streaming', branch: { place: 2, count: 3 }, meter: { tokens: '~38 tokens', cost: '~$0.0004', speed: '52 tokens/s', explanation: 'So far.' } }),
        answer('', { id: 'a3', model: 'groq/llama-3.3-70b-versatile', state: 'failed', branch: { place: 3, count: 3 }, problem: { sentence: 'Groq asks to slow down.', buttons: [{ id: 'retry', label: 'Try again' }] } }),
      ],
    }),
  ], { busy: true }),
  longCode: snapshot([
    question('Show me all of it.'),
    answer(`It is long:\n\n\`\`\`ts src/long.ts\n${Array.from({ length: 90 }, (_, line) => `export const value${line} = ${line};`).join('\n')}\n\`\`\`\n\nRun it:\n\n\`\`\`sh\nnode src/long.ts\n\`\`\``, { meter }),
  ]),
  inside: snapshot([
    question('How fast does it grow, and what time is it?', { id: 'q1' }),
    answer('The error falls as $e_n \\le C h^2$, that is[^1]\n\n$$\n\\begin{aligned} f(x) &= \\int_0^x \\frac{t^2}{\\sqrt{1 + t}} \\, dt \\\\ &\\approx \\sum_{i=0}^n a_i x^i \\end{aligned}\n$$\n\nand not $\\bad{$. It costs $5 to $10.\n\n[^1]: For smooth functions; see [the guide](https://example.org).', {
      id: 'a1', meter, thinking: 'Let me think.', thought: { time: '12.4 s', tokens: '1.2k tokens' },
      toolCalls: [
        { id: 't1', name: 'get_time', state: 'done', arguments: '{\n  "zone": "UTC"\n}', result: '06:40' },
        { id: 't2', name: 'search_the_whole_workspace_for_something', state: 'running', arguments: '{}' },
        { id: 't3', name: 'write', state: 'failed', arguments: '{}', result: 'Not allowed.' },
        { id: 't4', name: 'read', state: 'asked', arguments: '{}' },
      ],
    }),
  ]),
  opened: snapshot([
    question('What time is it, and how does it go on?', { id: 'q1' }),
    answer('It is 06:40.\n\n```mermaid\nflowchart LR\n  A[Start] -->|yes| B{Is it?}\n  B --> C((Done))\n```', {
      id: 'a1', meter, thinking: 'I need the time:\n\n- ask for it\n- say it', thought: { time: '12.4 s', tokens: '1.2k tokens' },
      toolCalls: [
        { id: 't1', name: 'get_time', state: 'done', arguments: '{\n  "zone": "UTC"\n}', result: '06:40' },
        { id: 't2', name: 'write', state: 'failed', arguments: '{}', result: 'Not allowed.' },
      ],
    }),
  ]),
};
