// The tour: says what it is, leads on, and never pretends to be a model.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { stops, topicOf, topics } from '../../../../src/core/dialects/demo/topics.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { answerOf, callOf, saidTo } from './support/demoCalls.ts';

const noModel = /no model|without a model|not a model/i;

test('the first answer says that there is no model, whatever is asked', async () => {
  const firsts = ['hello', '', 'How do I reverse a list in Python?', 'next', 'x'.repeat(5_000), 'explain\n```js\nconst a = 1;\n```', ...topics.flatMap(({ words, alone }) => [words[0] ?? alone?.[0] ?? ''])];
  for (const first of firsts) assert.match(await saidTo(first), noModel, first.slice(0, 40));
});

test('the welcome shows what there is and what to type next, and every word it offers leads somewhere', async () => {
  const text = await saidTo('hello');
  for (const promised of ['Parley: Explain', 'Parley: Switch Model', 'Parley: Manage Keys', 'status bar', 'Stop']) assert.ok(text.includes(promised), promised);
  const offered = Array.from(text.matchAll(/`([a-z]+)`/g), (match) => match[1] ?? '').filter((word) => word !== 'next');
  assert.ok(offered.length >= 6);
  for (const word of offered) assert.equal(topicOf(word)?.words.includes(word) === true || topicOf(word)?.alone?.includes(word) === true, true, word);
});

test('a real question is not answered with a guess, and the second one gets a shorter reply than the first', async () => {
  const first = await saidTo('How do I reverse a list in Python?');
  const second = await saidTo('How do I reverse a list in Python?', first, 'And in Go, with generics?');
  assert.match(first, /^I cannot answer that/);
  assert.match(second, noModel);
  assert.ok(second.length < first.length);
});

test('next leads through every stop once, also past those that were asked for by name', async () => {
  const said: string[] = ['hello', 'welcome', 'code', 'the code'];
  const seen: string[] = [];
  for (let step = 0; step < stops.length - 1; step++) {
    said.push('next');
    const answer = await saidTo(...said);
    seen.push(stops.find((stop) => answer.includes(stop.text))?.id ?? 'none');
    said.push(answer);
  }
  assert.deepEqual(seen, stops.map((stop) => stop.id).filter((id) => id !== 'code'));
  assert.match(await saidTo(...said, 'next'), /whole tour/);
});

test('short questions find their topic, longer ones are not mistaken for one', () => {
  const asked: Record<string, string | undefined> = {
    'Markdown!': 'markdown', 'show me the markdown page': 'markdown', 'what does it cost?': 'cost', 'where do I put my key?': 'keys', 'which models are there': 'models', 'who are you?': 'who',
    'are you a real person': 'who', 'thanks a lot': 'thanks', Hello: 'welcome', 'write a function in go that sorts': undefined, 'explain the difference between a mutex and a semaphore': undefined,
    'How much memory does a map of a million strings cost in practice, and how could I measure it?': undefined, 'start the server for me please': undefined, constructor: undefined,
  };
  for (const [text, id] of Object.entries(asked)) assert.equal(topicOf(text)?.id, id, text);
});

test('markdown holds every element the page can draw', async () => {
  const text = await saidTo('markdown');
  const tokens = new MarkdownIt({ linkify: true }).parse(text, {});
  const kinds = new Set(tokens.flatMap((token) => [token.type, token.tag, ...(token.children ?? []).map((child) => child.type)]));
  for (const kind of ['h1', 'h2', 'h3', 'h4', 'strong_open', 'em_open', 's_open', 'code_inline', 'link_open', 'bullet_list_open', 'ordered_list_open', 'table_open', 'blockquote_open', 'hr', 'fence']) assert.ok(kinds.has(kind), kind);
  const infos = tokens.filter((token) => token.type === 'fence').map((token) => token.info);
  assert.ok(infos.includes('ts src/greeting.ts'));
  assert.ok(new Set(infos.map((info) => info.split(' ')[0])).size >= 4);
  assert.match(text, /- \[x\]/);
  assert.match(text, /\p{Emoji_Presentation}/u);
  assert.match(text, /\p{Script=Arabic}/u);
  assert.match(text, /\p{Script=Han}/u);
  assert.match(text, /\S{60,}/);
});

test('every text closes its code blocks, so that nothing after it is swallowed', () => {
  for (const { id, text } of topics) {
    const last = new MarkdownIt().parse(`${text}\n\nafter`, {}).at(-1);
    assert.equal(last?.type, 'paragraph_close', id);
  }
});

test('thinking comes before the text, and only where it is asked for', async () => {
  const { events, thinking } = await answerOf(callOf(['thinking']));
  assert.match(thinking, /Nobody is thinking here/);
  assert.ok(events.findLastIndex((event) => event.type === 'thinking-delta') < events.findIndex((event) => event.type === 'text-delta'));
  assert.equal((await answerOf(callOf(['hello']))).thinking, '');
});

test('long is long enough to be stopped', async () => {
  const words = (await saidTo('long')).split(/\s+/).length;
  assert.ok(words > 1_300 && words < 1_900, `${words} words`);
});

test('the sample is about code that really has the flaws: review finds them', async () => {
  const sample = await saidTo('code');
  const review = await saidTo('code', sample, 'review');
  for (const words of ['forEach', 'An error is caught and forgotten', 'debugger', 'compares', '`resolve` is imported', 'still to do']) assert.ok(review.includes(words), words);
  assert.match(review, /src\/cart\.ts/);
});

test('a picture or a file is not passed over in silence', async () => {
  const messages = [{ role: 'user', parts: [{ type: 'text', text: 'What is in this picture of mine?' }, { type: 'image', mediaType: 'image/png', data: 'AA==' }] } as const];
  assert.match((await answerOf(callOf([], { messages }))).text, /cannot look at those/);
});

test('a call without any question gets the welcome', async () => {
  assert.match((await answerOf(callOf([], { messages: [textMessage('system', 'Be brief.')] }))).text, /Welcome to Parley/);
});

test('nothing is promised that does not exist yet', () => {
  const all = topics.map((topic) => topic.text + (topic.thinking ?? '')).join('\n');
  assert.doesNotMatch(all, /inline edit|coming soon|commit message|\bMCP\b|autocomplete|will soon/i);
  const commands = new Set(Array.from(all.matchAll(/Parley: ([A-Z]\w+(?: [A-Z]\w+)?)/g), (match) => match[1]));
  assert.deepEqual(commands, new Set(['Explain', 'Switch Model', 'Manage Keys']));
});
